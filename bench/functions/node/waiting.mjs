import { appendFileSync } from 'node:fs'

/** Takes as long as the event says; writes down how old the event is by now, if it is told where. */
export const handler = async ({ log, ms, sentAt }) => {
  if (ms) await new Promise((resolve) => setTimeout(resolve, ms))
  if (log) appendFileSync(log, `${Date.now() - sentAt}\n`)
}
