import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainRequest } from '../load/signed-request.ts'
import { freePort, launch, type Peer, step, stopGroup } from './peer.ts'

const worker = `const handler = async (event) => event
export default {
  async fetch(request) {
    return Response.json(await handler(await request.json()))
  },
}
`

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "echo", worker = (
    modules = [ (name = "worker", esModule = embed "worker.js") ],
    compatibilityDate = "2026-01-01",
  )) ],
  sockets = [ (name = "http", http = (), service = "echo") ],
);
`

/** Cloudflare's runtime: functions are isolates in the server's own process. */
export const workerd: Peer = {
  name: 'workerd 1.20261117.1',
  async install(folder) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    await step(folder, ['npm', 'install', '--no-fund', '--no-audit', '--loglevel=error', 'workerd@1.20261117.1'])
    writeFileSync(join(folder, 'worker.js'), worker)
    writeFileSync(join(folder, 'config.capnp'), config)
  },
  async start(folder) {
    const target = { host: '127.0.0.1', port: await freePort() }
    const binary = join(folder, 'node_modules', '.bin', 'workerd')
    const child = launch([binary, 'serve', 'config.capnp', `--socket-addr=http=127.0.0.1:${target.port}`], folder)
    return {
      target,
      exchange: (event) => ({ bytes: plainRequest(target, '/', event), expected: event }),
      stop: () => stopGroup(child),
    }
  },
}
