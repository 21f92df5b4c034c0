import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { aws, awsCliMissing, awsJson } from './harness/aws-cli.ts'
import { runProgram } from './harness/run-program.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const hello = join(import.meta.dirname, '../../examples/hello')

describe('the first steps of a new user, with the real AWS CLI', { skip: awsCliMissing() }, () => {
  let roost: StartedRoost
  let folder: string

  before(async () => {
    roost = await startRoost()
    folder = mkdtempSync('/var/tmp/roost-hello-')
    await runProgram('python3', ['-m', 'zipfile', '-c', join(folder, 'hello.zip'), join(hello, 'index.mjs')])
  })
  after(async () => {
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the root key is for the owner alone', () => {
    assert.equal(statSync(join(roost.dataDirectory, 'credentials.json')).mode & 0o777, 0o600)
  })

  test('aws lambda create-function, wait, invoke with the log tail', async () => {
    const created = await awsJson<Record<string, unknown>>(
      roost.environment,
      'lambda create-function --function-name hello --runtime nodejs24.x --handler index.handler',
      '--role arn:aws:iam::000000000000:role/any',
      `--zip-file fileb://${join(folder, 'hello.zip')}`,
    )
    assert.equal(created.State, 'Pending')
    assert.equal(created.FunctionArn, 'arn:aws:lambda:us-east-1:000000000000:function:hello')
    await awsJson(roost.environment, 'lambda wait function-active-v2 --function-name hello')
    const answer = await awsJson<{ StatusCode: number; ExecutedVersion: string; LogResult: string }>(
      roost.environment,
      'lambda invoke --function-name hello --cli-binary-format raw-in-base64-out --log-type Tail',
      `--payload {"name":"world"} ${join(folder, 'out.json')}`,
    )
    assert.equal(answer.StatusCode, 200)
    assert.equal(answer.ExecutedVersion, '$LATEST')
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')), { message: 'Hello, world!' })
    const log = Buffer.from(answer.LogResult, 'base64').toString()
    assert.match(log, /^START RequestId: [0-9a-f-]{36} Version: \$LATEST\n/)
    assert.match(log, /INFO\tevent \{ name: 'world' \}/)
    assert.match(
      log,
      /REPORT RequestId: .*\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory/,
    )
  })

  test('roost deploy, invoke, ls, logs', async () => {
    assert.match((await roost.roost('deploy', hello, '--name', 'deployed')).stdout, /^created arn:aws:lambda:/)
    assert.match((await roost.roost('deploy', hello, '--name', 'deployed')).stdout, /^updated arn:aws:lambda:/)
    const invoked = await roost.roost('invoke', 'deployed', '{"name":"world"}')
    assert.equal(invoked.stdout, '{"message":"Hello, world!"}\n')
    assert.match(invoked.stderr, /REPORT RequestId/)
    assert.match((await roost.roost('ls')).stdout, /deployed\s+nodejs24\.x/)
    await until('the log is readable', async () => /REPORT/.test((await roost.roost('logs', 'deployed')).stdout))
  })

  test('roost journey tells the hops of an invocation', async () => {
    const { requestId } = JSON.parse((await roost.roost('invoke', 'hello', '{}', '--json')).stdout) as {
      requestId: string
    }
    const { stdout } = await roost.roost('journey', requestId)
    for (const hop of ['received', 'authenticated', 'counted', 'assigned', 'invoked', 'answered'])
      assert.match(stdout, new RegExp(hop))
  })

  test('aws logs filter-log-events and aws logs tail read what the function said', async () => {
    const group = '/aws/lambda/hello'
    await until('the events are there', async () => {
      const found = await awsJson<{ events: { message: string }[] }>(
        roost.environment,
        `logs filter-log-events --log-group-name ${group}`,
      )
      return found.events.some((event) => event.message.includes('START RequestId'))
    })
    const tail = await aws(roost.environment, `logs tail ${group}`)
    assert.match(tail.stdout, /REPORT RequestId/)
  })

  test("a wrong name, a wrong signature and a wrong zip get AWS's own answers", async () => {
    const missing = await aws(roost.environment, 'lambda get-function --function-name nobody')
    assert.match(
      missing.stderr,
      /ResourceNotFoundException.*Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody/,
    )
    const forged = await aws({ ...roost.environment, AWS_SECRET_ACCESS_KEY: 'wrong' }, 'lambda list-functions')
    assert.match(forged.stderr, /InvalidSignatureException/)
    // The CLI itself looks into files that --zip-file names.
    const input = JSON.stringify({ FunctionName: 'hello', ZipFile: Buffer.from('not a zip').toString('base64') })
    const bad = await aws(roost.environment, `lambda update-function-code --cli-input-json ${input}`)
    assert.match(bad.stderr, /InvalidParameterValueException.*Could not unzip uploaded file/)
  })

  test('a second up on the same data directory says so', async () => {
    const second = await runProgram(join(import.meta.dirname, '../../roost'), [
      'up',
      '--data',
      roost.dataDirectory,
      '--port',
      '0',
    ])
    assert.equal(second.status, 69)
    assert.match(second.stderr, /another Roost runs on/)
  })
})
