/** The least that can be adopted: waits, loads the module that a line names, and calls its handler with the line's event. */
import { createInterface } from 'node:readline'

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { path, event } = JSON.parse(line)
  const { handler } = await import(path)
  process.stdout.write(`${JSON.stringify(await handler(event))}\n`)
})
process.stdout.write('ready\n')
