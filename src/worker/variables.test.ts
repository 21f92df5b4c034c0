import assert from 'node:assert/strict'
import { test } from 'node:test'
import { functionVariables, needsOwnStart } from './variables.ts'
import type { EnvironmentSpec } from './worker.ts'

const spec = {
  functionName: 'f',
  version: '7',
  region: 'eu-west-1',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  memoryMb: 256,
  initialization: 'on-demand',
  variables: {},
  logging: { format: 'Text', group: 'g', applicationLevel: 'INFO', systemLevel: 'INFO' },
} as unknown as EnvironmentSpec
const sources = {
  taskRoot: '/code',
  optRoot: '/layers',
  runtimeDirectory: '/node/bin',
  logGroup: 'g',
  logStream: 's',
  credentials: { AWS_ACCESS_KEY_ID: 'AKIA' },
  platform: { AWS_ENDPOINT_URL: 'http://here' },
  sandbox: {},
}

test('users may replace what Lambda lets them, and nothing else', () => {
  const variables = {
    TZ: 'Asia/Tokyo',
    PATH: '/mine',
    AWS_ENDPOINT_URL: 'http://mine',
    _HANDLER: 'no',
    AWS_REGION: 'no',
  }
  const whole = functionVariables({ ...spec, variables }, sources)
  assert.deepEqual([whole.TZ, whole.PATH, whole.AWS_ENDPOINT_URL], ['Asia/Tokyo', '/mine', 'http://mine'])
  assert.deepEqual([whole._HANDLER, whole.AWS_REGION, whole.AWS_ACCESS_KEY_ID], ['index.handler', 'eu-west-1', 'AKIA'])
})

test('layers are on the paths of each language, ahead of the AWS SDK', () => {
  const node = functionVariables(spec, sources)
  assert.equal(node.NODE_PATH, '/layers/nodejs/node22/node_modules:/layers/nodejs/node_modules:/code')
  assert.equal(node.AWS_EXECUTION_ENV, 'AWS_Lambda_nodejs22.x')
  const withSdk = functionVariables(spec, { ...sources, awsSdk: '/sdk/node_modules' })
  assert.equal(
    withSdk.NODE_PATH,
    '/layers/nodejs/node22/node_modules:/layers/nodejs/node_modules:/sdk/node_modules:/code',
  )
  const python = functionVariables({ ...spec, runtime: 'python3.13' }, sources)
  assert.equal(python.PYTHONPATH, '/code:/layers/python/lib/python3.13/site-packages:/layers/python')
  const withBoto3 = functionVariables({ ...spec, runtime: 'python3.13' }, { ...sources, awsSdk: '/boto3' })
  assert.equal(withBoto3.PYTHONPATH, `${python.PYTHONPATH}:/boto3`)
  const custom = functionVariables({ ...spec, runtime: 'provided.al2023' }, sources)
  assert.ok(!('AWS_EXECUTION_ENV' in custom))
})

test('a NODE_PATH that names the SDK as on Lambda finds it here', () => {
  const variables = { NODE_PATH: '/opt/own:/var/runtime/node_modules' }
  const here = functionVariables({ ...spec, variables }, { ...sources, awsSdk: '/sdk/node_modules' })
  assert.equal(here.NODE_PATH, '/opt/own:/sdk/node_modules')
  assert.equal(functionVariables({ ...spec, variables }, sources).NODE_PATH, variables.NODE_PATH)
})

test('JSON logging is told to the runtime', () => {
  const json = { ...spec, logging: { ...spec.logging, format: 'JSON', applicationLevel: 'WARN' } } as EnvironmentSpec
  assert.equal(functionVariables(json, sources).AWS_LAMBDA_LOG_LEVEL, 'WARN')
  assert.ok(!('AWS_LAMBDA_LOG_LEVEL' in functionVariables(spec, sources)))
})

test('only variables that a booted runtime would miss ask for a start of its own', () => {
  for (const name of ['NODE_OPTIONS', 'LD_PRELOAD', 'PYTHONSTARTUP', 'AWS_LAMBDA_EXEC_WRAPPER', 'UV_THREADPOOL_SIZE']) {
    assert.ok(needsOwnStart({ [name]: 'x' }), name)
  }
  for (const name of ['NODE_ENV', 'NODE_PATH', 'TABLE', 'TZ', 'NODE_TLS_REJECT_UNAUTHORIZED']) {
    assert.ok(!needsOwnStart({ [name]: 'x' }), name)
  }
})
