/** What module-paths.mjs does, in the thread that older versions of Node.js have for it. */
import { explainMissing, isMissing, mayLieElsewhere } from './missing-module.mjs'

/** @type {{ parentURL: string, within: string }[]} */
let places = []

/** @param {typeof places} told */
export function initialize(told) {
  places = told
}

/**
 * @param {string} specifier
 * @param {any} context
 * @param {(specifier: string, context: any) => Promise<{ url: string }>} nextResolve
 */
export async function resolve(specifier, context, nextResolve) {
  try {
    return await nextResolve(specifier, context)
  } catch (error) {
    if (!mayLieElsewhere(specifier, error)) throw error
    for (const { parentURL, within } of places) {
      try {
        const found = await nextResolve(specifier, { ...context, parentURL })
        if (found.url.startsWith(within)) return found
      } catch (other) {
        if (!isMissing(other)) throw other
      }
    }
    throw explainMissing(error)
  }
}
