import { BadImage } from './bad-image.ts'
import type { Unpacking } from './unpack-apart.io.ts'
import { unpackLayer } from './unpack-layer.io.ts'

/** The process that unpacks one layer: it comes by standard input, what became of it goes out as JSON. */
const { into, ...layer } = JSON.parse(process.argv[2]!) as Unpacking
try {
  const bytes = await unpackLayer({ ...layer, content: process.stdin }, into)
  process.stdout.write(JSON.stringify({ bytes }))
} catch (error) {
  if (!(error instanceof BadImage)) throw error
  process.stdout.write(JSON.stringify({ fault: error.fault, words: error.message }))
}
// What is left of a layer that was refused is of no interest.
process.stdin.destroy()
