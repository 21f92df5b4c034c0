import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { bashLayer, bashRuntime, type LayerContent, type TestImage, writeImage } from './images/layout-for-tests.io.ts'
import type { Environment, EnvironmentSpec } from './worker.ts'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

const base = bashLayer()
const entryPoint = ['/runtime', '/answer']

describe('functions packaged as container images', { skip: noContainers }, () => {
  let worker: TestWorker
  let folder: string
  let made = 0

  before(async () => {
    folder = mkdtempSync('/var/tmp/roost-images-')
    worker = await openTestWorker({ driver: 'oci' })
  })
  after(async () => {
    await worker?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  type Overrides = Extract<EnvironmentSpec['code'], { kind: 'image' }>['overrides']

  async function make(image: TestImage, overrides?: Overrides, more?: Partial<EnvironmentSpec>): Promise<Environment> {
    const layout = join(folder, String(made++))
    const digest = await writeImage(layout, image)
    const code = { kind: 'image', uri: `oci:${layout}@${digest}`, overrides } as const
    return worker.make({}, { runtime: '', handler: '', ...more, code })
  }

  /** What the file's lines print of an image with these layers over a shell. */
  async function answers(lines: string, layers: LayerContent[] = [], config: TestImage['config'] = {}) {
    const own = { runtime: bashRuntime, answer: lines }
    const environment = await make({ layers: [base, own, ...layers], config: { Entrypoint: entryPoint, ...config } })
    const { answer } = await invoke(environment, { n: 1 })
    await environment.close('spindown')
    return answer
  }

  test('answer through the runtime interface that they bring', async () => {
    assert.deepEqual(await answers('printf %s "$event"'), { n: 1 })
  })

  test('see of lower layers what upper ones have not hidden', async () => {
    const lines = 'shopt -s globstar nullglob; echo "\\"$(cd /app; echo **)\\""'
    const below = { 'app/gone': '1', 'app/kept': '1', 'app/replaced/old': '1', 'app/removed/x': '1', 'app/a/b': '1' }
    const above = {
      'app/.wh.gone': '',
      'app/.wh.removed': '',
      'app/replaced/.wh..wh..opq': '',
      'app/replaced/new': '1',
      'app/a/c': '1',
    }
    assert.equal(await answers(lines, [below, above]), 'a a/b a/c kept replaced replaced/new')
  })

  test('may have 127 layers, as docker makes them', async () => {
    const upper = Array.from({ length: 125 }, (_, at) => ({ file: `${at}`, [`layer-${at}`]: '' }))
    assert.equal(await answers('echo "$(< /file)"', upper), 124)
  })

  test('have the variables of the image, with those of Lambda over them, and start where it says', async () => {
    const lines = 'printf \'["%s"]\' "$PWD|$FROM|$BOTH|$AWS_REGION|$AWS_EXECUTION_ENV|$LD_LIBRARY_PATH|$PATH|$2"'
    const Env = ['FROM=the image', 'BOTH=the image', 'AWS_REGION=nowhere', 'PATH=/here']
    const config = { Entrypoint: entryPoint, Cmd: ['a b'], WorkingDir: '/work', Env }
    const layers = [base, { runtime: bashRuntime, answer: lines, 'work/file': '' }]
    const environment = await make({ layers, config }, {}, { variables: { BOTH: 'the function' } })
    const { answer } = await invoke(environment)
    assert.deepEqual(answer, ['/work|the image|the function|us-east-1|||/here|a b'])
    await environment.close('spindown')
  })

  test("run as Lambda's user in a root of which only /tmp can be written, and no bit makes them another", async () => {
    const lines = String.raw`
      writes() { (echo > "$1/new") 2>/dev/null && printf '"%s",' "$1"; }
      read -r _ uid _ < <(while read -r line; do [[ $line = Uid:* ]] && echo $line; done < /proc/self/status)
      shopt -s nullglob
      echo "[$(writes /)$(writes /app)$(writes /etc)$(writes /tmp)\"$uid\",\"$([ -u /app/suid ] && echo suid)\",\"$(cd /app; echo *)\"]"`
    const app: LayerContent = {
      'app/': { type: 'directory', mode: 0o777 },
      'app/suid': { mode: 0o4755, content: Buffer.from('') },
      'app/device': { type: 'block-device', devmajor: 8, devminor: 0 },
    }
    assert.deepEqual(await answers(lines, [app]), ['/tmp', '993', '', 'suid'])
  })

  const unstartable: [string, TestImage['config'], RegExp][] = [
    ['no program', {}, /InvalidEntrypoint.*neither ENTRYPOINT nor CMD is set/],
    ['a program that is not there', { Cmd: ['/none'] }, /InvalidEntrypoint.*fork\/exec \/none: no such file/],
    ['a program that may not be run', { Cmd: ['/plain'] }, /InvalidEntrypoint.*fork\/exec \/plain: permission denied/],
    ['a directory', { Cmd: ['/bin'] }, /InvalidEntrypoint.*fork\/exec \/bin: permission denied/],
    ['a name that PATH does not know', { Cmd: ['echo'] }, /exec: \\"echo\\": executable file not found in \$PATH/],
    ['no directory to start in', { Cmd: ['/runtime'], WorkingDir: '/none' }, /InvalidWorkingDir.*chdir \/none/],
    ['a program that ends', { Cmd: ['/bin/bash', '-c', 'exit 7'] }, /Runtime.ExitError.*exit status 7/],
  ]
  for (const [title, config, words] of unstartable)
    test(`say so on invoke where the image has ${title}`, async () => {
      const plain = { content: Buffer.from(''), mode: 0o644 }
      const environment = await make({ layers: [base, { runtime: bashRuntime, plain }], config })
      const { payload, functionError } = await invoke(environment)
      assert.equal(functionError, 'Unhandled')
      assert.match(new TextDecoder().decode(payload), words)
      await environment.close('spindown')
    })

  test('tell in their log how they were to be started', async () => {
    const environment = await make({ layers: [base], config: { Entrypoint: ['/none'], Cmd: ['a', 'b'] } })
    const error = 'fork/exec /none: no such file or directory'
    const line = `IMAGE\tLaunch error: ${error}\tEntrypoint: [/none]\tCmd: [a,b]\tWorkingDir: [/]`
    assert.ok(worker.lines.includes(line))
    await environment.close('spindown')
  })

  test('tell nothing of this machine by links in the place of extensions', async () => {
    const links: LayerContent[] = [
      { 'opt/extensions': { type: 'symlink', linkname: '/etc' } },
      { opt: { type: 'symlink', linkname: '/' } },
    ]
    for (const link of links) assert.deepEqual(await answers('printf %s "$event"', [link]), { n: 1 })
  })

  test('leave no mount and no container behind', async () => {
    const mounted = () =>
      readFileSync('/proc/self/mountinfo', 'utf8').split(`lowerdir=/run/roost/${process.pid}-`).length - 1
    const layers = [base, { runtime: bashRuntime, answer: 'printf %s "$event"' }]
    const environment = await make({ layers, config: { Entrypoint: entryPoint } })
    assert.equal(mounted(), 1)
    await environment.close('spindown')
    assert.equal(mounted(), 0)
  })
})

test('functions packaged as container images are refused where there are no containers', async () => {
  const worker = await openTestWorker()
  const code = { kind: 'image', uri: 'oci:/nowhere' } as const
  await assert.rejects(worker.make({}, { runtime: '', code }), /InvalidRuntimeException.*roost up --sandbox oci/)
  await worker.close()
})
