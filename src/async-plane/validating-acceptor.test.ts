import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { utf8 } from '../base/bytes.ts'
import type { AccountId, Region } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import { openCatalog } from '../catalog/catalog.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import type { AsyncEvent, EventAcceptor } from './async-plane.ts'
import { validatingAcceptor } from './validating-acceptor.ts'

const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const event = { ...scope, functionName: 'f', payload: utf8('{}') } as AsyncEvent
let acceptor: EventAcceptor
let deploy: (configuration: VersionRecord['configuration']) => void

beforeEach(() => {
  const catalog = openCatalog()
  const key = '111111111111/us-east-1/f'
  let revision = 0
  const put = (kind: 'function' | 'version', at: string, value: object) =>
    catalog.apply([{ kind, key: at, revision: ++revision, value: value as never }])
  put('function', key, { ...scope, name: 'f', lastVersion: 0, recursiveLoop: 'Terminate' })
  deploy = (configuration) =>
    put('version', `${key}/$LATEST`, { ...scope, name: 'f', version: '$LATEST', configuration, layers: [] })
  deploy({})
  acceptor = validatingAcceptor({ accept: async () => ({ accepted: true }) }, catalog, systemRandom)
})

const refusalOf = async (more: Partial<AsyncEvent> = {}) => {
  const answer = await acceptor.accept({ ...event, ...more })
  return answer.accepted ? undefined : answer.because.exception
}

test('what may run, now or later, is taken', async () => {
  assert.equal(await refusalOf(), undefined)
  deploy({ State: 'Pending' })
  assert.equal(await refusalOf(), undefined)
})

test('what could never run is refused before it costs anything', async () => {
  assert.equal(await refusalOf({ functionName: 'g' }), 'ResourceNotFoundException')
  assert.equal(await refusalOf({ payload: utf8('{') }), 'InvalidRequestContentException')
  assert.equal(await refusalOf({ payload: new Uint8Array(1_048_577) }), 'RequestTooLargeException')
  assert.equal(await refusalOf({ tenantId: 'a' }), 'InvalidParameterValueException')
  deploy({ DurableConfig: { ExecutionTimeout: 60 } })
  assert.equal(await refusalOf(), 'InvalidRuntimeException')
})
