import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for a condition, never for a span of time; fails by name when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await sleep(20)
  }
}
