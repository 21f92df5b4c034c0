import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, callJson } from '../../src/cli/client.ts'
import { zipFolder } from '../../src/cli/zip-folder.ts'
import { signedRequest } from '../load/signed-request.ts'
import { nodeFolder } from '../measured-roost.ts'
import { freePort, launch, type Peer, step, stopGroup } from './peer.ts'

const credentials = { region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' }

/** An emulator of many AWS services. Takes signed requests, and checks no signature. */
export const ministack: Peer = {
  name: 'ministack 1.5.33',
  async install(folder) {
    await step(folder, ['python3', '-m', 'venv', '.'])
    await step(folder, ['bin/pip', 'install', '--quiet', 'ministack==1.5.33'])
  },
  async start(folder) {
    const target = { host: '127.0.0.1', port: await freePort() }
    const child = launch([join(folder, 'bin', 'ministack')], folder, {
      GATEWAY_PORT: String(target.port),
      BIND_HOST: target.host,
      SERVICES: 'lambda,iam,sts,logs',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    })
    await createEcho(`http://${target.host}:${target.port}`).catch((error: unknown) => {
      stopGroup(child)
      throw error
    })
    return {
      target,
      exchange: (event) => ({
        bytes: signedRequest(target, credentials, { path: '/2015-03-31/functions/warm/invocations', body: event }),
        expected: asPythonWrites(event),
      }),
      stop: () => stopGroup(child),
    }
  },
}

/** Its answers are JSON written anew, with Python's spaces. */
const asPythonWrites = (event: string): string => event.replaceAll('":', '": ').replaceAll(',"', ', "')

async function createEcho(endpoint: string): Promise<void> {
  const code = { ZipFile: (await zipFolder(nodeFolder)).toString('base64') }
  const settings = { Runtime: 'nodejs22.x', Handler: 'echo.handler', Role: 'arn:aws:iam::000000000000:role/bench' }
  const call: Call = {
    method: 'POST',
    path: '/2015-03-31/functions',
    body: JSON.stringify({ FunctionName: 'warm', ...settings, Code: code }),
    headers: { 'content-type': 'application/json' },
  }
  const end = performance.now() + 30_000
  for (;;) {
    try {
      return await callJson({ endpoint, ...credentials }, call)
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(200)
    }
  }
}
