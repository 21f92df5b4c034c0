import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text, utf8 } from '../../base/bytes.ts'
import { corsHeaders, withCorsHeaders } from './cors.ts'
import { urlAnswer } from './url-answer.ts'
import { readUrlAddress } from './url-directory.ts'
import { urlEvent } from './url-event.ts'

const json = 'application/json'
const answers: [string, unknown, [number, string[], string] | undefined][] = [
  ['a string goes raw', 'hello', [200, ['content-type', json], 'hello']],
  ['a number', 3.1, [200, ['content-type', json], '3.1']],
  ['null', null, [200, ['content-type', json], 'null']],
  ['a list', [1, { a: 2 }], [200, ['content-type', json], '[1,{"a":2}]']],
  ['an object without a status', { a: 1 }, [200, ['content-type', json], '{"a":1}']],
  ['a status alone', { statusCode: 204 }, [204, ['content-type', json], '']],
  ['a status as text', { statusCode: '201', body: 'x' }, [201, ['content-type', json], 'x']],
  [
    'headers and cookies',
    {
      statusCode: 200,
      headers: { 'Content-Type': 'text/html', 'X-N': 1, 'Content-Length': 99 },
      cookies: ['a=1', 'b=2'],
      body: '<p>',
    },
    [200, ['content-type', 'text/html', 'x-n', '1', 'set-cookie', 'a=1', 'set-cookie', 'b=2'], '<p>'],
  ],
  ['base64', { statusCode: 200, isBase64Encoded: true, body: 'aGk=' }, [200, ['content-type', json], 'hi']],
  ['an object as body', { statusCode: 200, body: { a: 1 } }, [200, ['content-type', json], '{"a":1}']],
  ['no status that HTTP knows', { statusCode: 99 }, undefined],
  ['a header with a line break', { statusCode: 200, headers: { a: 'b\r\nc: d' } }, undefined],
  ['a header that is not Latin', { statusCode: 200, headers: { a: '✓' } }, undefined],
  ['a cookie with a line break', { statusCode: 200, cookies: ['a=1\r\nb: 2'] }, undefined],
  [
    'a header that is ours',
    { statusCode: 200, headers: { 'X-Amzn-RequestId': '1' } },
    [200, ['content-type', json], ''],
  ],
  ['what is no base64', { statusCode: 200, isBase64Encoded: true, body: '*' }, undefined],
]
for (const [what, value, expected] of answers)
  test(`the answer of a function: ${what}`, () => {
    const said = urlAnswer(utf8(JSON.stringify(value)))
    assert.deepEqual(said && [said.status, said.headers, text(said.body)], expected)
  })

const octets = 'application/octet-stream'
const streams: [string, string, [number, string[], string] | undefined][] = [
  [
    'with a head',
    '{"statusCode":201,"headers":{"A":"b"}}\0\0\0\0\0\0\0\0made',
    [201, ['a', 'b', 'content-type', json], 'made'],
  ],
  ['without one', 'one;two', [200, ['content-type', octets], 'one;two']],
  ['whose head is no object', '1\0\0\0\0\0\0\0\0made', undefined],
]
for (const [what, payload, expected] of streams)
  test(`the whole answer of a streaming function ${what}`, () => {
    const said = urlAnswer(utf8(payload))
    assert.deepEqual(said && [said.status, said.headers, text(said.body)], expected)
  })

const request = {
  urlId: 'abc',
  region: 'us-east-1',
  method: 'POST',
  path: '/my%20path',
  query: 'a=1&a=2&b=%20',
  headers: new Map([
    ['host', 'abc.lambda-url.us-east-1.localhost:7667'],
    ['cookie', 'one=1; two=2'],
    ['x-forwarded-for', '9.9.9.9'],
    ['connection', 'keep-alive'],
    ['content-type', 'application/json'],
  ]),
  origin: { sourceIp: '1.2.3.4', secure: false, userAgent: 'ua' },
  body: utf8('{"x":1}'),
  requestId: 'r',
  traceId: 'Root=1;Parent=2;Sampled=0',
  nowMs: Date.UTC(2020, 2, 12, 19, 3, 58, 390),
}

test('the event of a request is payload format 2.0', () =>
  assert.deepEqual(urlEvent(request), {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/my%20path',
    rawQueryString: 'a=1&a=2&b=%20',
    cookies: ['one=1', 'two=2'],
    headers: {
      host: 'abc.lambda-url.us-east-1.localhost:7667',
      'content-type': 'application/json',
      'x-amzn-trace-id': 'Root=1',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-port': '7667',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { a: '1,2', b: ' ' },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abc',
      domainName: 'abc.lambda-url.us-east-1.localhost',
      domainPrefix: 'abc',
      http: { method: 'POST', path: '/my%20path', protocol: 'HTTP/1.1', sourceIp: '1.2.3.4', userAgent: 'ua' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1584039838390,
    },
    body: '{"x":1}',
    isBase64Encoded: false,
  }))

test('bytes and forms go as base64', () => {
  const bodyOf = (type: string | undefined, body: Uint8Array) => {
    const { body: sent, isBase64Encoded } = urlEvent({
      ...request,
      headers: new Map(type === undefined ? [] : [['content-type', type]]),
      body,
    }) as {
      body: string
      isBase64Encoded: boolean
    }
    return [sent, isBase64Encoded]
  }
  assert.deepEqual(bodyOf('image/png', new Uint8Array([255, 0])), ['/wA=', true])
  assert.deepEqual(bodyOf('application/x-www-form-urlencoded', utf8('a=1')), ['YT0x', true])
  assert.deepEqual(bodyOf(undefined, utf8('a')), ['YQ==', true])
  assert.deepEqual(bodyOf('text/plain', new Uint8Array([255])), ['/w==', true])
  assert.deepEqual(bodyOf('text/plain; charset=utf-8', utf8('ü')), ['ü', false])
})

test('a URL is found by its host, or by a path', () => {
  assert.deepEqual(readUrlAddress('abc.lambda-url.us-east-1.localhost:7667', '/x'), { urlId: 'abc', path: '/x' })
  assert.deepEqual(readUrlAddress('127.0.0.1:7667', '/_roost/url/abc'), { urlId: 'abc', path: '/' })
  assert.deepEqual(readUrlAddress('127.0.0.1:7667', '/_roost/url/abc/x/y'), { urlId: 'abc', path: '/x/y' })
  assert.equal(readUrlAddress('127.0.0.1:7667', '/2015-03-31/functions/'), undefined)
})

test('other origins are told what the URL lets them do, in place of what the function says', () => {
  const cors = { AllowOrigins: ['https://a.example'], AllowMethods: ['GET', 'PUT'], MaxAge: 60 }
  const from = (origin: string) => new Map([['origin', origin]])
  assert.deepEqual(corsHeaders(cors, from('https://a.example'), true), [
    'access-control-allow-origin',
    'https://a.example',
    'vary',
    'Origin',
    'access-control-allow-methods',
    'GET,PUT',
    'access-control-max-age',
    '60',
  ])
  assert.deepEqual(corsHeaders(cors, from('https://b.example'), true), [])
  assert.deepEqual(corsHeaders({ AllowOrigins: ['*'] }, from('https://b.example'), false), [
    'access-control-allow-origin',
    '*',
  ])
  const own = ['Access-Control-Allow-Origin', '*', 'a', 'b']
  assert.deepEqual(withCorsHeaders(own, cors, from('https://b.example')), ['a', 'b'])
  assert.deepEqual(withCorsHeaders(own, undefined, from('https://b.example')), own)
})
