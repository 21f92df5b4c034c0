import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { SeededRandom } from '../../../base/random.ts'
import type { ImageResolution } from '../../../lambda/images.ts'
import { versionKey } from '../../../lambda/keys.ts'
import { endFunctionChange } from '../../lifecycle/function-state.ts'
import { Bench, scope } from '../bench-for-tests.ts'

let bench: Bench
/** What addresses mean now. */
let meaning: ImageResolution
beforeEach(() => {
  meaning = resolved('a')
  bench = new Bench({ resolveImage: async () => meaning })
})

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`
const resolved = (letter: string) => ({ uri: `r.example/app@${digestOf(letter)}`, digest: digestOf(letter) })
const f = { FunctionName: 'f' }
const role = 'arn:aws:iam::111111111111:role/r'
const ImageUri = 'r.example/app:v1'
const create = () => bench.say('CreateFunction', { ...f, Role: role, PackageType: 'Image', Code: { ImageUri } })
const update = (uri = ImageUri) => bench.say('UpdateFunctionCode', { ...f, ImageUri: uri })
const key = versionKey(scope, 'f', '$LATEST')
const stored = () => bench.catalog.get('version', key)!

/** As when the worker cannot have the image. */
function fail(): void {
  const failure = { code: 'ImageAccessDenied', reason: 'no entry' } as const
  bench.commit([{ kind: 'version', key, value: endFunctionChange(stored(), new SeededRandom(1), failure) }])
}

test('an image is what its address meant when it was given', async () => {
  assert.equal((await create()).CodeSha256, 'a'.repeat(64))
  meaning = resolved('b')
  const { Code } = await bench.say('GetFunction', f)
  assert.deepEqual(Code, { RepositoryType: 'ECR', ImageUri, ResolvedImageUri: `r.example/app@${digestOf('a')}` })
  await bench.clock.advance(1_000)
  assert.equal((await update()).CodeSha256, 'b'.repeat(64))
})

test('an address that nobody can ask now stands for its image', async () => {
  meaning = { unknown: 'the registry is away' }
  assert.equal((await create()).CodeSha256, `hash of ${ImageUri}`)
  assert.deepEqual(stored().code, { kind: 'image', uri: ImageUri })
})

test('what is no image is refused, and nothing comes of it', async () => {
  const refused = 'Source image r.example/app:v1 does not exist. Provide a valid source image.'
  meaning = { refused }
  assert.deepEqual((await create()).refused, ['InvalidParameterValueException', refused])
  assert.deepEqual([...bench.catalog.list('function', '')], [])
})

test('a function whose image fails has failed, until another one is there', async () => {
  await create()
  fail()
  const failed = await bench.say('GetFunctionConfiguration', f)
  assert.deepEqual(
    [failed.State, failed.StateReasonCode, failed.StateReason, failed.LastUpdateStatus],
    ['Failed', 'ImageAccessDenied', 'no entry', undefined],
  )
  assert.equal((await update()).State, 'Pending')
  assert.equal(stored().serving, undefined)
  await bench.clock.advance(1_000)
  assert.equal((await bench.say('GetFunctionConfiguration', f)).State, 'Active')
})

test('after updates that fail, what served before them all goes on serving', async () => {
  await create()
  await bench.clock.advance(1_000)
  const serving = stored().code
  for (const letter of ['b', 'c']) {
    meaning = resolved(letter)
    await update()
    fail()
    const { State, LastUpdateStatus, LastUpdateStatusReasonCode } = await bench.say('GetFunctionConfiguration', f)
    assert.deepEqual([State, LastUpdateStatus, LastUpdateStatusReasonCode], ['Active', 'Failed', 'ImageAccessDenied'])
    assert.deepEqual(stored().serving?.code, serving)
  }
  const published = await bench.say('PublishVersion', f)
  assert.deepEqual([published.State, published.LastUpdateStatus], ['Pending', undefined])
  await update()
  await bench.clock.advance(1_000)
  assert.deepEqual([stored().configuration.LastUpdateStatus, stored().serving], ['Successful', undefined])
})
