import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import { RequestParser } from './request-parser.ts'

/** What a connection with these bytes is taken for; each request is answered as soon as it is whole. */
function parse(bytes: Uint8Array, cuts: readonly number[] = [bytes.length || 1]): string[] {
  const heard: string[] = []
  let body = ''
  const parser = new RequestParser({
    head: ({ method, path }) => void heard.push(`${method} ${path}`),
    body: (chunk) => void (body += text(chunk)),
    end(trailers) {
      heard.push(`${body}.${[...trailers].map((pair) => pair.join('=')).join()}`)
      body = ''
      queue.push(() => parser.proceed())
    },
    broken: () => void heard.push('broken'),
  })
  const queue: (() => void)[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    parser.push(bytes.subarray(at, (at += cuts[turn % cuts.length]!)))
    for (let answer = queue.shift(); answer; answer = queue.shift()) answer()
  }
  return heard
}

const sized = 'POST /a?x=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello'
const chunked =
  'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;ext=1\r\n, my world\r\n0\r\nError: yes\r\nOther: 1\r\n\r\n'
const bare = 'GET /c HTTP/1.1\r\nHost: h\r\n\r\n'

test('requests on one connection are told apart, however their bytes are cut', () => {
  const expected = ['POST /a', 'hello.', 'POST /b', 'hello, my world.error=yes,other=1', 'GET /c', '.']
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (cuts) => {
      assert.deepEqual(parse(utf8(sized + chunked + bare), cuts), expected)
    }),
  )
})

test('a request is not read before the one ahead of it is answered', () => {
  const heard: string[] = []
  const parser = new RequestParser({
    head: ({ path }) => void heard.push(path),
    body: () => {},
    end: () => {},
    broken: () => assert.fail('broken'),
  })
  parser.push(utf8(bare + sized))
  assert.deepEqual(heard, ['/c'])
  parser.proceed()
  assert.deepEqual(heard, ['/c', '/a'])
})

test('what two readers could read differently is refused', () => {
  const doubtful: Record<string, string> = {
    'a length beside chunks': 'POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
    'two lengths': 'POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n',
    'a signed length': 'POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n',
    'a list of lengths': 'POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n',
    'an encoding we do not know': 'POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n',
    'a hidden encoding': 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n',
    'a space before the colon': 'POST / HTTP/1.1\r\nContent-Length : 5\r\n\r\n',
    'a folded header': 'POST / HTTP/1.1\r\nA: b\r\n Content-Length: 5\r\n\r\n',
    'a bare line end': 'POST / HTTP/1.1\r\nA: b\nContent-Length: 5\r\n\r\n',
    'a zero byte': 'POST / HTTP/1.1\r\nA: b\0\r\n\r\n',
    'no version': 'GET /\r\n\r\n',
    'chunks in HTTP/1.0': 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n',
    'another server': 'GET http://elsewhere/ HTTP/1.1\r\n\r\n',
  }
  for (const [what, request] of Object.entries(doubtful)) assert.deepEqual(parse(utf8(request)), ['broken'], what)
  const start = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
  for (const chunk of ['0x5\r\nhello', '5 \r\nhello', '-5\r\n', 'fffffffff\r\n', '5\nhello', '5\r\nhello!\r\n']) {
    assert.equal(parse(utf8(start + chunk)).at(-1), 'broken', JSON.stringify(chunk))
  }
})

test('a head without end is refused while it is small', () => {
  const endless = utf8(`GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(20_000)}`)
  assert.deepEqual(parse(endless, [4096]), ['broken'])
})
