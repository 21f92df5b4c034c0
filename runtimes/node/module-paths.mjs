/**
 * `import` finds modules in the directories of NODE_PATH as `require` does, as on Lambda: layers, then the AWS SDK.
 * Node.js itself looks there for `require` alone.
 */
import { existsSync, realpathSync } from 'node:fs'
import Module from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { explainMissing, isMissing, mayLieElsewhere } from './missing-module.mjs'

/**
 * Call it once a function's variables are there, and before its code is loaded.
 * @param {{ awsSdk: { root?: string, named: boolean } }} adoption
 */
export function importFromNodePath({ awsSdk }) {
  const roots = (process.env.NODE_PATH ?? '').split(':').filter(isModules)
  if (roots.length === 0) return
  const places = roots.map(placeOf)
  if (Module.registerHooks) Module.registerHooks({ resolve: (...asked) => resolve(places, ...asked) })
  // Before Node.js 22.15 hooks have a thread of their own, which takes longer to start than most functions.
  else if (awsSdk.named || roots.some((root) => root !== awsSdk.root))
    Module.register('./module-hooks.mjs', import.meta.url, { data: places })
}

/**
 * What the first use of hooks costs is paid before anybody waits.
 * @param {() => Promise<unknown>} load
 */
export async function rehearseHooks(load) {
  const hooks = Module.registerHooks?.({ resolve: (...asked) => resolve([], ...asked) })
  await load()
  hooks?.deregister()
}

/** @param {string} path */
const isModules = (path) => path.endsWith('/node_modules') && existsSync(path)

/**
 * A module beside a `node_modules` finds what is in it; what lies further up is not meant.
 * @param {string} root
 */
const placeOf = (root) => ({
  parentURL: pathToFileURL(`${dirname(root)}/`).href,
  within: `${pathToFileURL(realpathSync(root)).href}/`,
})

/**
 * @param {ReturnType<typeof placeOf>[]} places
 * @param {string} specifier
 * @param {any} context
 * @param {(specifier: string, context: any) => { url: string }} nextResolve
 */
function resolve(places, specifier, context, nextResolve) {
  try {
    return nextResolve(specifier, context)
  } catch (error) {
    if (!mayLieElsewhere(specifier, error)) throw error
    for (const { parentURL, within } of places) {
      try {
        const found = nextResolve(specifier, { ...context, parentURL })
        if (found.url.startsWith(within)) return found
      } catch (other) {
        if (!isMissing(other)) throw other
      }
    }
    throw explainMissing(error)
  }
}
