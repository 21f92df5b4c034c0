/**
 * The function of pipe-front.ts, alone in a process: takes length-prefixed JSON on its standard input, answers in order on its
 * standard output. It does to the event what any runtime of JavaScript has to do.
 */
const handler = async (event: unknown): Promise<unknown> => event
let held: Buffer = Buffer.alloc(0)

process.stdin.on('data', (chunk: Buffer) => {
  held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
  while (held.length >= 4 && held.length >= 4 + held.readUInt32LE(0)) {
    const end = 4 + held.readUInt32LE(0)
    void run(held.toString('utf8', 4, end))
    held = held.subarray(end)
  }
})
process.stdin.on('end', () => process.exit())

async function run(text: string): Promise<void> {
  const answer = JSON.stringify(await handler(JSON.parse(text)))
  const frame = Buffer.allocUnsafe(4 + Buffer.byteLength(answer))
  frame.writeUInt32LE(frame.length - 4, 0)
  frame.write(answer, 4)
  process.stdout.write(frame)
}
