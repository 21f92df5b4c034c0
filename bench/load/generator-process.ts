import { type Load, runClosedLoop } from './closed-loop.ts'

/** The other end of generator.ts: takes one load at a time, answers with what it measured. */
process.on('message', (load: Load) => {
  runClosedLoop(load).then(
    (measured) => process.send!({ measured }),
    (error: Error) => process.send!({ fault: error.message }),
  )
})
