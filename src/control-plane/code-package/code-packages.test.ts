import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemDigest } from '../../base/digest.io.ts'
import type { BlobId } from '../../base/identity.ts'
import type { Refused } from '../../lambda/refusals.ts'
import type { Blobs } from '../../store/blobs.ts'
import { openCodePackages, type PackageContent } from './code-packages.ts'

const packages = openCodePackages({
  blobs: { put: () => Promise.resolve('blob' as BlobId) } as Partial<Blobs> as Blobs,
  digest: systemDigest,
  inspect: () => Promise.resolve(7),
  fetch: ({ bucket, key, version }) => Promise.resolve(Buffer.from([bucket, key, version].join())),
})
const ZipFile = Buffer.from('zip')
const said = (content: PackageContent) =>
  packages.store(content).catch((error: Refused) => `${error.refusal.exception}: ${error.refusal.message}`)

test('code comes with the request, or from a bucket', async () => {
  const codeSha256 = systemDigest.sha256(ZipFile)
  assert.partialDeepStrictEqual(await said({ ZipFile }), {
    sizeBytes: 3,
    unzippedBytes: 7,
    codeSha256: Buffer.from(codeSha256).toString('base64'),
  })
  assert.partialDeepStrictEqual(await said({ S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: 'v' }), { sizeBytes: 5 })
})

test('not from both, and not from nowhere', async () => {
  const both =
    'InvalidParameterValueException: Please do not provide other FunctionCode parameters when providing a ZipFile.'
  assert.equal(await said({ ZipFile, S3Bucket: 'b', S3Key: 'k' }), both)
  assert.equal(await said({ ZipFile, S3ObjectVersion: 'v' }), both)
  const none = 'InvalidParameterValueException: Please provide a source for function code.'
  assert.equal(await said({}), none)
  assert.equal(await said({ S3Bucket: 'b' }), none)
})

test('a package that is too large as it comes', async () =>
  assert.equal(
    await said({ ZipFile: new Uint8Array(52_428_801) }),
    'RequestEntityTooLargeException: Zipped size must be smaller than 52428800 bytes',
  ))
