import type { SqsConnector } from '../pollers/sqs/sqs-connector.io.ts'
import type { Clocks } from './clocks.io.ts'

type Queue = Pick<SqsConnector, 'receive' | 'remove' | 'visibilityTimeoutSeconds'>

/** Real time between two looks at a queue while virtual time stands still. */
const lookMs = 200

/** On virtual time, a queue whose long polls wait on that: they end with a message, or when their time has come. */
export function patientQueue(queue: SqsConnector, { machine, virtual, watched }: Clocks): Queue {
  if (!virtual) return queue
  const asked = watched(queue)
  const { clock } = virtual
  return {
    remove: (messages) => asked.remove(messages),
    visibilityTimeoutSeconds: () => asked.visibilityTimeoutSeconds(),
    async receive(max, waitSeconds, signal) {
      const until = clock.tick() + waitSeconds * 1000
      for (;;) {
        const messages = await asked.receive(max, 0, signal)
        if (messages.length > 0 || signal.aborted || clock.tick() >= until) return messages
        await new Promise<void>((resolve) => {
          const timers = [machine.after(lookMs, wake), clock.after(until - clock.tick(), wake)]
          const deaf = virtual.onLook(wake)
          function wake() {
            signal.removeEventListener('abort', wake)
            deaf()
            for (const timer of timers) timer.cancel()
            resolve()
          }
          signal.addEventListener('abort', wake)
        })
      }
    },
  }
}
