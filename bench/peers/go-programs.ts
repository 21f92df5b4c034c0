import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { plainRequest } from '../load/signed-request.ts'
import { freePort, launch, type Peer, step, stopGroup } from './peer.ts'

const install = (folder: string, program: string) => step(folder, ['go', 'install', program], { GOBIN: folder })

/** OpenFaaS's front of a function: a proxy to an HTTP server of the function's own. */
export const ofWatchdog: Peer = {
  name: 'of-watchdog 0.11.6',
  async install(folder) {
    await install(folder, 'github.com/openfaas/of-watchdog@v0.0.0-20260513144341-9bdadb1e8c68')
    cpSync(join(import.meta.dirname, 'http-echo.mjs'), join(folder, 'http-echo.mjs'))
  },
  async start(folder) {
    const [target, upstream] = [{ host: '127.0.0.1', port: await freePort() }, await freePort()]
    const child = launch([join(folder, 'of-watchdog')], folder, {
      mode: 'http',
      fprocess: `${process.execPath} http-echo.mjs ${upstream}`,
      upstream_url: `http://127.0.0.1:${upstream}`,
      port: String(target.port),
      metrics_port: String(await freePort()),
    })
    return {
      target,
      exchange: (event) => ({ bytes: plainRequest(target, '/', event), expected: event }),
      stop: () => stopGroup(child),
    }
  },
}

/** AWS's own emulator of the Runtime API: one environment, one event at a time. */
export const runtimeInterfaceEmulator: Peer = {
  name: 'aws-lambda-rie 1.30',
  async install(folder) {
    const module = 'github.com/aws/aws-lambda-runtime-interface-emulator'
    await install(folder, `${module}/cmd/aws-lambda-rie@v0.0.0-20260102185807-4fa215715260`)
    mkdirSync(join(folder, 'function'))
    cpSync(join(import.meta.dirname, '../functions/custom'), join(folder, 'function'), { recursive: true })
  },
  async start(folder) {
    const target = { host: '127.0.0.1', port: await freePort() }
    const addresses = [
      '--runtime-interface-emulator-address',
      `127.0.0.1:${target.port}`,
      '--runtime-api-address',
      `127.0.0.1:${await freePort()}`,
    ]
    const program = [join(folder, 'aws-lambda-rie'), ...addresses, process.execPath, 'loop.mjs']
    const child = launch(program, join(folder, 'function'))
    const path = '/2015-03-31/functions/function/invocations'
    return {
      target,
      exchange: (event) => ({ bytes: plainRequest(target, path, event), expected: event }),
      stop: () => stopGroup(child),
    }
  },
}
