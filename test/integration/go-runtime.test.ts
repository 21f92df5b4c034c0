import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { EnvironmentSpec, ResponseSink } from '../../src/worker/worker.ts'
import { invoke, openTestWorker, requestId, type TestWorker } from '../../src/worker/worker-for-tests.io.ts'

/** AWS's own client of the Runtime API, as Go functions carry it. */
const library = 'github.com/aws/aws-lambda-go v1.49.0'

const source = `package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type event struct{ Name string }

func handle(ctx context.Context, e event) (any, error) {
	switch e.Name {
	case "fail":
		return nil, errors.New("no such name")
	case "panic":
		panic("at the disco")
	case "large":
		return strings.Repeat("x", 7_000_000), nil
	case "stream":
		return &events.LambdaFunctionURLStreamingResponse{StatusCode: 201, Body: strings.NewReader("in pieces")}, nil
	case "break":
		return &events.LambdaFunctionURLStreamingResponse{Body: io.MultiReader(strings.NewReader("half"), broken{})}, nil
	}
	lc, _ := lambdacontext.FromContext(ctx)
	deadline, ok := ctx.Deadline()
	return map[string]any{"hello": e.Name, "id": lc.AwsRequestID, "arn": lc.InvokedFunctionArn, "deadline": ok && !deadline.IsZero()}, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("broke off") }

func main() { lambda.Start(handle) }
`

const directory = mkdtempSync(join(tmpdir(), 'roost-go-'))

/** Undefined when it could be built; else why not. */
function build(): string | undefined {
  if (spawnSync('go', ['version']).error) return 'Go is not installed'
  writeFileSync(join(directory, 'go.mod'), `module bootstrap\n\ngo 1.21\n\nrequire ${library}\n`)
  writeFileSync(join(directory, 'main.go'), source)
  const environment = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' }
  // Fetching alone may fail for want of a network; what does not compile is a fault.
  const fetched = spawnSync('go', ['mod', 'download', 'all'], { cwd: directory, env: environment, encoding: 'utf8' })
  if (fetched.status !== 0) return `${library} could not be fetched: ${fetched.stderr.trim().split('\n').at(-1)}`
  execFileSync('go', ['build', '-tags', 'lambda.norpc', '-o', 'bootstrap', '.'], { cwd: directory, env: environment })
  return undefined
}

const unavailable = build()
const custom: Partial<EnvironmentSpec> = { runtime: 'provided.al2023', handler: 'bootstrap', timeoutMs: 10_000 }

describe("a Go function with AWS's own library", { skip: unavailable ?? false }, () => {
  let roost: TestWorker
  before(async () => {
    roost = await openTestWorker()
  })
  after(async () => {
    await roost.close()
  })

  async function make() {
    const spec = roost.write({}, custom)
    const folder = join(roost.directory, `go-${roost.worker.environments().length}-${performance.now()}`)
    cpSync(join(directory, 'bootstrap'), join(folder, 'bootstrap'))
    const created = await roost.worker.create({ ...spec, code: { kind: 'folder', path: folder } })
    assert.ok(created.created)
    return created.environment
  }

  test('answers, fails and answers again', async () => {
    const environment = await make()
    const hello = { hello: 'ü', id: requestId, arn: 'arn:aws:lambda:us-east-1:1:function:f', deadline: true }
    const more = { invokedArn: hello.arn }
    assert.deepEqual((await invoke(environment, { Name: 'ü' }, more)).answer, hello)
    const failed = await invoke(environment, { Name: 'fail' })
    assert.deepEqual(failed.answer, { errorMessage: 'no such name', errorType: 'errorString' })
    assert.equal(failed.functionError, 'Unhandled')
    assert.deepEqual((await invoke(environment, { Name: 'ü' }, more)).answer, hello)
    await environment.close('spindown')
  })

  test('that panics is told as it says itself', async () => {
    const { answer } = await invoke(await make(), { Name: 'panic' })
    const { errorMessage, errorType, stackTrace } = answer as Record<string, unknown>
    assert.deepEqual([errorMessage, errorType], ['at the disco', 'string'])
    assert.ok(Array.isArray(stackTrace))
  })

  test('that answers too much is told so', async () => {
    const { answer } = await invoke(await make(), { Name: 'large' })
    assert.equal((answer as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge')
  })

  test('streams, and tells of an error in midstream', async () => {
    const environment = await make()
    const streamed = async (name: string) => {
      const said: string[] = []
      const sink: ResponseSink = {
        start: (type) => void said.push(`${type}:`),
        write: async (chunk) => void said.push(Buffer.from(chunk).toString()),
      }
      const outcome = await environment.invoke({
        requestId,
        invokedArn: 'arn',
        payload: Buffer.from(JSON.stringify({ Name: name })),
        traceId: '',
        tail: false,
        sink,
      })
      return { said: said.join(''), outcome }
    }
    const whole = await streamed('stream')
    assert.match(
      whole.said,
      /^application\/vnd\.awslambda\.http-integration-response:\{"statusCode":201.*\}\0{8}in pieces$/,
    )
    assert.equal(whole.outcome.functionError, undefined)
    const broken = await streamed('break')
    assert.match(broken.said, /half$/)
    assert.equal(broken.outcome.functionError, 'Unhandled')
    assert.match(Buffer.from(broken.outcome.payload).toString(), /broke off/)
    await environment.close('spindown')
  })
})

after(() => rmSync(directory, { recursive: true, force: true }))
