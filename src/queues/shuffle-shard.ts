/**
 * The queues, of so many, that a key may use: two different ones, drawn by its hash. Two keys share both of theirs
 * with probability 2 / (n (n - 1)): so a key that floods its two leaves nearly everybody a queue that is free of it.
 */
export function candidatesOf(key: string, queues: number): readonly [number, number] {
  const first = hash(key, 0) % queues
  if (queues < 2) return [first, first]
  const second = hash(key, 1) % (queues - 1)
  return [first, second < first ? second : second + 1]
}

/** FNV-1a, finished as murmur does, so that keys which differ in a digit lie far apart. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b9)
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
