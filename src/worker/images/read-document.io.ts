import { createHash } from 'node:crypto'
import { invalidImage } from './bad-image.ts'
import type { Descriptor } from './image-manifest.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'

export const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

export function parseDocument(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw invalidImage('A document of the image is not JSON.')
  }
}

/** Whole, and as its digest says. */
export async function readDocument(source: ImageSource, descriptor: Descriptor): Promise<Uint8Array> {
  const bytes = await gather(await source.blob(descriptor))
  if (sha256(bytes) !== descriptor.digest) throw invalidImage(`The content of ${descriptor.digest} is another.`)
  return bytes
}

/** Rejects with BadImage where it is larger than a document is. */
export async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > documentBytesMax)
      throw invalidImage(`A document of the image is larger than ${documentBytesMax} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
