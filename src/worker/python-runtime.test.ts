import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openRuntimeResolver } from './runtimes.io.ts'
import type { EnvironmentSpec } from './worker.ts'
import { invoke, openTestWorker, requestId, type TestWorker } from './worker-for-tests.io.ts'

/** Python versions that AWS offers and this host has; in CI one at the least. */
async function findPythons(): Promise<string[]> {
  const resolver = openRuntimeResolver({ fetch: false })
  const found: string[] = []
  for (const runtime of ['python3.11', 'python3.12', 'python3.13', 'python3.14']) {
    if (!('refusal' in (await resolver.resolve(runtime)))) found.push(runtime)
  }
  if (found.length === 0 && process.env.CI === 'true') throw new Error('no Python from 3.11 on; the suite needs one')
  return found
}

const pythons = await findPythons()
const skip = pythons.length === 0 && 'no Python from 3.11 on is installed'
const newest = pythons.at(-1)!

let roost: TestWorker
before(async () => {
  roost = await openTestWorker()
})
after(() => roost.close())

type Files = Record<string, string>

/** Of one invocation in a fresh environment: its outcome, and the lines it printed. */
async function run(source: string | Files, event?: unknown, more: Partial<EnvironmentSpec> = {}) {
  const files = typeof source === 'string' ? { 'main.py': source } : source
  const environment = await roost.make(files, { runtime: newest, handler: 'main.handler', ...more })
  const from = roost.lines.length
  const outcome = await invoke(environment, event)
  await environment.close('spindown')
  return { ...outcome, lines: roost.lines.slice(from), allLines: roost.lines }
}

const returns = (expression: string) => `def handler(event, context):\n    return ${expression}\n`
const does = (...lines: string[]) =>
  ['def handler(event, context):', ...lines.map((line) => `    ${line}`), ''].join('\n')
const json = {
  logging: { format: 'JSON' as const, group: 'g', applicationLevel: 'INFO' as const, systemLevel: 'INFO' as const },
}

describe('every Python of this host', { skip }, () => {
  for (const runtime of pythons) {
    test(`${runtime} runs a function, and says its own version`, async () => {
      const source = `import sys\n${returns('{"event": event, "version": "%d.%d" % sys.version_info[:2]}')}`
      const { answer } = await run(source, { text: 'ünï \u2028 😀' }, { runtime })
      assert.deepEqual(answer, { event: { text: 'ünï \u2028 😀' }, version: runtime.slice('python'.length) })
    })
  }
})

describe('answers', { skip }, () => {
  test('are JSON as Lambda writes it', async () => {
    const decoded = async (expression: string) => {
      const environment = await roost.make(
        { 'main.py': `from decimal import Decimal\n${returns(expression)}` },
        { runtime: newest, handler: 'main.handler' },
      )
      const { payload } = await environment.invoke({
        requestId,
        invokedArn: 'a',
        payload: Buffer.from('{}'),
        traceId: '',
        tail: false,
      })
      await environment.close('spindown')
      return Buffer.from(payload).toString()
    }
    assert.equal(await decoded('{"a": [1, "ü"], "n": None}'), '{"a": [1, "ü"], "n": null}')
    assert.equal(await decoded('None'), 'null')
    assert.equal(await decoded('[Decimal("3"), Decimal("2.5")]'), '[3, 2.5]')
  })

  test('that are no JSON are told', async () => {
    const { answer } = await run(returns('{1, 2}'))
    assert.deepEqual(answer, {
      errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
      errorType: 'Runtime.MarshalError',
      requestId,
      stackTrace: [],
    })
  })

  test('may have six megabytes, and the next invocation runs after one that had more', async () => {
    const files = { 'main.py': returns('"x" * event["n"]') }
    const environment = await roost.make(files, { runtime: newest, handler: 'main.handler', memoryMb: 512 })
    assert.equal(((await invoke(environment, { n: 6_291_554 })).answer as string).length, 6_291_554)
    const { answer, reusable } = await invoke(environment, { n: 10_000_000 })
    assert.equal((answer as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge')
    assert.ok(reusable)
    assert.equal((await invoke(environment, { n: 1 })).answer, 'x')
    await environment.close('spindown')
  })

  test('come back for events of megabytes', async () => {
    const event = 'ü'.repeat(2_900_000)
    assert.equal((await run(returns('len(event)'), event, { memoryMb: 512 })).answer, event.length)
  })

  test('an empty payload is an empty event', async () => {
    assert.deepEqual((await run(returns('event'))).answer, {})
  })
})

describe('handlers', { skip }, () => {
  test('are found in modules and packages', async () => {
    const found = 'def run(event, context):\n    return "found"\n'
    const cases: [Files, string][] = [
      [{ 'main.py': found }, 'main.run'],
      [{ 'pkg/__init__.py': '', 'pkg/mod.py': found }, 'pkg.mod.run'],
      [{ 'pkg/__init__.py': '', 'pkg/mod.py': found }, 'pkg/mod.run'],
      [{ 'folder/mod.py': found }, 'folder/mod.run'],
      [{ 'lane.py': found, 'errors.py': '' }, 'lane.run'],
      [{ 'main.py': 'from other import run', 'other.py': found }, 'main.run'],
    ]
    for (const [files, handler] of cases) assert.equal((await run(files, {}, { handler })).answer, 'found', handler)
  })

  test('that cannot be loaded say why', async () => {
    const failing = async (files: Files, handler: string) => {
      const { answer, reusable } = await run(files, {}, { handler })
      assert.equal(reusable, false)
      return answer
    }
    const told = (errorType: string, errorMessage: string, stackTrace: string[] = []) => ({
      errorMessage,
      errorType,
      requestId: '',
      stackTrace,
    })
    assert.deepEqual(
      await failing({ 'main.py': '' }, 'other.handler'),
      told('Runtime.ImportModuleError', "Unable to import module 'other': No module named 'other'"),
    )
    assert.deepEqual(
      await failing({ 'main.py': 'import nowhere' }, 'main.handler'),
      told('Runtime.ImportModuleError', "Unable to import module 'main': No module named 'nowhere'"),
    )
    assert.deepEqual(
      await failing({ 'main.py': '' }, 'main.handler'),
      told('Runtime.HandlerNotFound', "Handler 'handler' missing on module 'main'"),
    )
    assert.deepEqual(
      await failing({ 'main.py': '' }, 'main'),
      told('Runtime.MalformedHandlerName', "Bad handler 'main': not enough values to unpack (expected 2, got 1)"),
    )
    const syntax = (await failing({ 'main.py': 'x = = 1\n' }, 'main.handler')) as ReturnType<typeof told>
    assert.equal(syntax.errorType, 'Runtime.UserCodeSyntaxError')
    assert.match(syntax.errorMessage, /^Syntax error in module 'main': invalid syntax \(main\.py, line 1\)$/)
    assert.match(syntax.stackTrace[0]!, /main\.py" Line 1\n {4}x = = 1/)
  })

  test('errors while loading carry the place', async () => {
    const { answer } = await run('def load():\n    raise ValueError("no configuration")\nload()\n')
    const { errorType, errorMessage, stackTrace } = answer as Record<string, string> & { stackTrace: string[] }
    assert.deepEqual([errorType, errorMessage], ['ValueError', 'no configuration'])
    assert.match(
      stackTrace.at(-1)!,
      /^ {2}File ".*main\.py", line 2, in load\n {4}raise ValueError\("no configuration"\)\n$/,
    )
  })
})

describe('errors', { skip }, () => {
  test('reach the caller with their place, keys in order', async () => {
    const { answer, functionError, errorType, reusable } = await run(does('raise KeyError("ü")'))
    assert.deepEqual(Object.keys(answer as object), ['errorMessage', 'errorType', 'requestId', 'stackTrace'])
    const { stackTrace, ...rest } = answer as { stackTrace: string[] }
    assert.deepEqual(rest, { errorMessage: "'ü'", errorType: 'KeyError', requestId })
    assert.equal(stackTrace.length, 1)
    assert.match(stackTrace[0]!, /^ {2}File ".*\/main\.py", line 2, in handler\n {4}raise KeyError\("ü"\)\n$/)
    assert.deepEqual([functionError, errorType, reusable], ['Unhandled', 'KeyError', true])
  })

  test('are in the log, indented by no-break spaces', async () => {
    const { lines } = await run(does('raise ValueError("bad")'))
    const pattern =
      /^\[ERROR\] ValueError: bad\nTraceback \(most recent call last\):\n\u00a0\u00a0File ".*", line 2, in handler\n\u00a0{4}raise ValueError\("bad"\)$/
    assert.match(lines[0]!, pattern)
  })

  test('are records in a JSON log', async () => {
    const { lines } = await run(does('raise ValueError("bad")'), {}, json)
    const record = JSON.parse(lines[0]!) as Record<string, unknown>
    assert.deepEqual(
      [record.level, record.errorType, record.errorMessage, record.requestId],
      ['ERROR', 'ValueError', 'bad', requestId],
    )
    assert.ok(Array.isArray(record.stackTrace))
  })

  test('of an event that is no JSON are told', async () => {
    const environment = await roost.make({ 'main.py': returns('1') }, { runtime: newest, handler: 'main.handler' })
    const { payload } = await environment.invoke({
      requestId,
      invokedArn: 'a',
      payload: Buffer.from('{x'),
      traceId: '',
      tail: false,
    })
    assert.match(
      Buffer.from(payload).toString(),
      /"Unable to unmarshal input: .*"errorType": "Runtime\.UnmarshalError"/,
    )
    await environment.close('spindown')
  })

  test('sys.exit ends the runtime, and says how', async () => {
    for (const [call, words] of [
      ['sys.exit(3)', 'Runtime exited with error: exit status 3'],
      ['sys.exit()', 'Runtime exited without providing a reason'],
      ['os.kill(os.getpid(), 9)', 'Runtime exited with error: signal: killed'],
    ]) {
      const { answer, reusable, lines } = await run(`import os, sys\n${does('print("last", end="")', call!)}`)
      assert.deepEqual(answer, {
        errorType: 'Runtime.ExitError',
        errorMessage: `RequestId: ${requestId} Error: ${words}`,
      })
      assert.equal(reusable, false)
      if (call!.startsWith('sys')) assert.deepEqual(lines.slice(0, 1), ['last'])
    }
  })
})

describe('the context', { skip }, () => {
  test('knows its function and its invocation', async () => {
    const source = does(
      'c = context',
      'left = c.get_remaining_time_in_millis()',
      'c.log("logged")',
      'return {"id": c.aws_request_id, "name": c.function_name, "version": c.function_version, "arn": c.invoked_function_arn,',
      '  "memory": c.memory_limit_in_mb, "group": c.log_group_name, "stream": c.log_stream_name[4:5], "left": 0 < left <= 3000,',
      '  "custom": c.client_context.custom, "app": c.client_context.client.app_title, "identity": c.identity.cognito_identity_id,',
      '  "tenant": c.tenant_id, "text": repr(c)[:14]}',
    )
    const environment = await roost.make({ 'main.py': source }, { runtime: newest, handler: 'main.handler' })
    const clientContext = JSON.stringify({ custom: { a: 'ü' }, client: { app_title: 'App' } })
    const { answer } = await invoke(environment, {}, { clientContext })
    assert.deepEqual(answer, {
      id: requestId,
      name: 'test',
      version: '$LATEST',
      arn: 'arn:test',
      memory: '128',
      group: '/aws/lambda/test',
      stream: '/',
      left: true,
      custom: { a: 'ü' },
      app: 'App',
      identity: null,
      tenant: null,
      text: 'LambdaContext(',
    })
    assert.ok(roost.lines.includes('logged'))
    await environment.close('spindown')
  })

  test('of the process is the function’s alone: variables, time zone, working directory, path, trace', async () => {
    const source = `import os, sys, time\n${does(
      'return {"own": os.environ["OWN"], "handler": os.environ["_HANDLER"], "zone": time.tzname[0], "trace": os.environ["_X_AMZN_TRACE_ID"],',
      '  "cwd": os.getcwd() == os.environ["LAMBDA_TASK_ROOT"], "path": sys.path[0] == os.environ["LAMBDA_TASK_ROOT"],',
      '  "ours": [p for p in sys.path if "runtimes" in p], "argv": "roost_runtime" in os.listdir()}',
    )}`
    const variables = { OWN: 'ü', TZ: 'Asia/Tokyo' }
    const { answer } = await run(source, {}, { variables })
    assert.deepEqual(answer, {
      own: 'ü',
      handler: 'main.handler',
      zone: 'JST',
      trace: 'Root=1-0-0',
      cwd: true,
      path: true,
      ours: [],
      argv: false,
    })
  })

  test('PYTHONPATH of the function is obeyed', async () => {
    const files = { 'main.py': 'import extra\ndef handler(e, c): return extra.WORD', 'lib/extra.py': 'WORD = "found"' }
    assert.equal((await run(files, {}, { variables: { PYTHONPATH: './lib' } })).answer, 'found')
  })
})

describe('the log', { skip }, () => {
  test('has what is printed, line by line and in order with everything else', async () => {
    const { lines } = await run(
      `import logging, sys\n${does(
        'print("one\\ntwo")',
        'sys.stderr.write("three\\n")',
        'logging.warning("four")',
        'sys.stdout.buffer.write(b"five\\n")',
        'print("si", end="")',
        'print("x")',
        'print("unended", end="")',
      )}`,
    )
    assert.deepEqual([...lines.slice(0, 3), ...lines.slice(4)], ['one', 'two', 'three', 'five', 'six', 'unended'])
    assert.match(
      lines[3]!,
      new RegExp(`^\\[WARNING\\]\\t\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\\t${requestId}\\tfour\\n$`),
    )
  })

  test('has what child processes print', async () => {
    const { lines } = await run(`import subprocess\n${does('subprocess.run(["echo", "from a child"])')}`)
    assert.ok(lines.includes('from a child'), lines.join())
  })

  test('of JSON has records from the chosen level on, with what the function adds', async () => {
    const { lines } = await run(
      `import logging\nlog = logging.getLogger("mine")\n${does(
        'log.debug("hidden")',
        'log.info("%s said", "ann", extra={"order": 7})',
        'try:',
        '    raise ValueError("bad")',
        'except ValueError:',
        '    log.exception("failed")',
        'print("plain")',
      )}`,
      {},
      json,
    )
    assert.equal(lines.length, 3)
    const [info, failed] = lines.slice(0, 2).map((line) => JSON.parse(line) as Record<string, unknown>)
    const { timestamp, ...rest } = info!
    assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.deepEqual(rest, { level: 'INFO', message: 'ann said', logger: 'mine', order: 7, requestId })
    assert.deepEqual([failed!.level, failed!.errorType, failed!.errorMessage], ['ERROR', 'ValueError', 'bad'])
    assert.equal(lines[2], 'plain')
  })

  test('of text shows INFO only where the function asks for it', async () => {
    const quiet = await run(`import logging\n${does('logging.info("hidden")')}`)
    assert.deepEqual(quiet.lines, [])
    const loud = await run(`import logging\nlogging.getLogger().setLevel("INFO")\n${does('logging.info("shown")')}`)
    assert.match(loud.lines[0]!, /^\[INFO\]\t.*\tshown\n$/)
  })

  test('of threads and forks is whole', async () => {
    const source = `import os, threading\n${does(
      'def talk(n):',
      '    for i in range(200): print(f"{n} {i} " + "x" * 1000)',
      'threads = [threading.Thread(target=talk, args=(n,)) for n in range(4)]',
      'for t in threads: t.start()',
      'for t in threads: t.join()',
      'pid = os.fork()',
      'if pid == 0:',
      '    print("child")',
      '    os._exit(0)',
      'os.waitpid(pid, 0)',
      'return "fine"',
    )}`
    const { answer, lines } = await run(source)
    assert.equal(answer, 'fine')
    assert.ok(lines.includes('child'))
    assert.equal(lines.join('').replaceAll(/[^x]/g, '').length, 800_000)
  })
})

describe('an environment', { skip }, () => {
  test('keeps what the module holds from one invocation to the next, and leaves no cache in the code', async () => {
    const source = `import os\ncount = 0\n${does('global count', 'count += 1', 'return [count, os.path.exists("__pycache__")]')}`
    const environment = await roost.make({ 'main.py': source }, { runtime: newest, handler: 'main.handler' })
    for (const count of [1, 2, 3]) assert.deepEqual((await invoke(environment, {})).answer, [count, false])
    await environment.close('spindown')
  })
})
