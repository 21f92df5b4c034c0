import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainRequest } from '../load/signed-request.ts'
import { nodeFolder } from '../measured-roost.ts'
import { freePort, launch, type Peer, step, stopGroup } from './peer.ts'

const service = `service: bench
frameworkVersion: '*'
provider:
  name: aws
  runtime: nodejs22.x
plugins:
  - serverless-offline
functions:
  warm:
    handler: echo.handler
`

/** The Serverless Framework's plugin, run by osls. Runs functions in worker threads, without isolation. */
export const serverlessOffline: Peer = {
  name: 'serverless-offline 14.8.2',
  async install(folder) {
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const packages = ['serverless-offline@14.8.2', 'osls@4.3.1']
    await step(folder, [
      'npm',
      'install',
      '--no-fund',
      '--no-audit',
      '--loglevel=error',
      '--legacy-peer-deps',
      ...packages,
    ])
    mkdirSync(join(folder, 'service'))
    cpSync(nodeFolder, join(folder, 'service'), { recursive: true })
    writeFileSync(join(folder, 'service', 'serverless.yml'), service)
  },
  async start(folder) {
    const [port, http, websocket] = [await freePort(), await freePort(), await freePort()].map(String)
    const ports = ['--lambdaPort', port!, '--httpPort', http!, '--websocketPort', websocket!, '--host', '127.0.0.1']
    const osls = join(folder, 'node_modules', 'osls', 'bin', 'serverless.js')
    const child = launch([process.execPath, osls, 'offline', 'start', ...ports], join(folder, 'service'))
    const target = { host: '127.0.0.1', port: Number(port) }
    return {
      target,
      exchange: (event) => ({
        bytes: plainRequest(target, '/2015-03-31/functions/bench-dev-warm/invocations', event),
        expected: event,
      }),
      stop: () => stopGroup(child),
    }
  },
}
