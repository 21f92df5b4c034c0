import { realpathSync, statSync } from 'node:fs'

/** Where containers are laid out, with what was copied for them. */
const layouts = '/run/roost'

/**
 * Whether a function may run from this folder: it is there, and has nothing of Roost's own in it. Functions read what
 * they run from, also where its owner alone may, and in Roost's data are everybody's code and keys.
 */
export function mayRunFrom(folder: string, dataDirectory: string): boolean {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false
  const place = realpathSync(folder)
  const own = [dataDirectory, layouts].filter((each) => statSync(each, { throwIfNoEntry: false }))
  return !own.map((each) => realpathSync(each)).some((each) => lies(place, each) || lies(each, place))
}

const lies = (path: string, within: string): boolean => `${path}/`.startsWith(`${within === '/' ? '' : within}/`)
