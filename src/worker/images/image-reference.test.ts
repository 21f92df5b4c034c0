import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseImageReference, resolvedUri } from './image-reference.ts'

const digest = `sha256:${'a'.repeat(64)}`

const read: [string, ReturnType<typeof parseImageReference>][] = [
  [
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1.2',
    {
      kind: 'registry',
      host: '123456789012.dkr.ecr.us-east-1.amazonaws.com',
      repository: 'team/app',
      tag: 'v1.2',
    },
  ],
  [`localhost:5000/app@${digest}`, { kind: 'registry', host: 'localhost:5000', repository: 'app', digest }],
  ['127.0.0.1:5000/app', { kind: 'registry', host: '127.0.0.1:5000', repository: 'app' }],
  ['registry:5000/app:x', { kind: 'registry', host: 'registry:5000', repository: 'app', tag: 'x' }],
  ['oci:/images/app', { kind: 'layout', path: '/images/app' }],
  ['oci:/images/app:v1', { kind: 'layout', path: '/images/app', tag: 'v1' }],
  ['oci:/images/a:b/app', { kind: 'layout', path: '/images/a:b/app' }],
  [`oci-archive:/app.tar@${digest}`, { kind: 'archive', path: '/app.tar', digest }],
  [`oci-archive:/app.tar:v1@${digest}`, { kind: 'archive', path: '/app.tar', tag: 'v1', digest }],
]
for (const [uri, expected] of read) test(`reads ${uri}`, () => assert.deepEqual(parseImageReference(uri), expected))

const wrong = [
  'nginx',
  'nginx:latest',
  'library/nginx',
  'oci:relative',
  'oci:',
  'registry.example/UPPER',
  'registry.example/app:',
  'registry.example/app@sha256:abc',
  'registry.example/../app',
  'http://registry.example/app',
]
for (const uri of wrong) test(`finds no image in ${uri}`, () => assert.equal(parseImageReference(uri), undefined))

test('what was resolved is read as the same image again', () => {
  for (const [uri, expected] of read) {
    const { tag: _, ...rest } = expected!
    assert.deepEqual(parseImageReference(resolvedUri(parseImageReference(uri)!, digest)), { ...rest, digest })
  }
})
