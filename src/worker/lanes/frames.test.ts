import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodeFrame, FrameDecoder, frameBytesMax } from './frames.ts'

const frames = fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 300 })), {
  maxLength: 20,
})

test('frames come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Uint8Array.from(sent.flatMap(([type, payload]) => [...encodeFrame(type, payload)]))
      const heard: [number, Uint8Array][] = []
      const decoder = new FrameDecoder(
        (type, payload) => heard.push([type, Uint8Array.from(payload)]),
        (what) => assert.fail(what),
      )
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const end = at + cuts[turn % cuts.length]!
        decoder.push(stream.subarray(at, end))
        at = end
      }
      assert.deepEqual(heard, sent)
    }),
  )
})

test('a frame that is longer than any answer is refused before it is gathered', () => {
  const broken: string[] = []
  const decoder = new FrameDecoder(
    () => assert.fail('no frame'),
    (what) => broken.push(what),
  )
  const header = encodeFrame(19)
  new DataView(header.buffer).setUint32(0, frameBytesMax + 1, true)
  decoder.push(header)
  decoder.push(encodeFrame(19))
  assert.equal(broken.length, 1)
})

test('a frame without a type breaks the lane', () => {
  const broken: string[] = []
  const decoder = new FrameDecoder(
    () => assert.fail('no frame'),
    (what) => broken.push(what),
  )
  decoder.push(new Uint8Array(5))
  assert.equal(broken.length, 1)
})
