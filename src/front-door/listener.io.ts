import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { BodyBudget } from './body-budget.ts'
import type { FrontDoor } from './front-door.ts'
import { ReceivedRequest, SocketAnswer } from './http-exchange.io.ts'

export interface ListenerOptions {
  host: string
  /** 0: any that is free. */
  port: number
  /** So long a client may take for a request's head. */
  headersMs?: number
  /** And so long for all of a request. */
  requestMs?: number
}

export interface Listener {
  /** `http://127.0.0.1:9001` */
  endpoint: string
  port: number
  /** Takes no more requests, and resolves once those under way are answered. */
  close(): Promise<void>
}

/** Lambda Developer Guide: quotas. One header may have sixteen kilobytes of it (headers.ts). */
const headBytesMax = 1024 * 1024
const connectionsMax = 20_000
/** Of all bodies that are held at once. */
const bodiesBytesMax = 512 * 1024 * 1024
/** Clients keep their connections for up to a minute; who closes first, closes under a request. */
const idleMs = 65_000
const lookMs = 2_000

export function openListener(door: FrontDoor, options: ListenerOptions): Promise<Listener> {
  const server = createServer({
    insecureHTTPParser: false,
    requireHostHeader: true,
    maxHeaderSize: headBytesMax,
    headersTimeout: options.headersMs ?? 20_000,
    requestTimeout: options.requestMs ?? 300_000,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: Math.min(lookMs, options.headersMs ?? lookMs),
  })
  // None is dropped unseen: headers.ts counts them.
  server.maxHeadersCount = 0
  server.maxConnections = connectionsMax
  const budget = new BodyBudget(bodiesBytesMax)
  const serve = (incoming: IncomingMessage, response: ServerResponse, expectant: boolean) => {
    if (!server.listening) response.shouldKeepAlive = false
    const request = new ReceivedRequest(incoming, response, { budget, expectant })
    void door.handle(request, new SocketAnswer(response))
  }
  server.on('request', (incoming, response) => serve(incoming, response, false))
  server.on('checkContinue', (incoming, response) => serve(incoming, response, true))
  server.on('clientError', refuseBytes)
  return listen(server, options)
}

/** What whoever starts it can mend; its message says how. */
export class CannotListen extends Error {
  override name = 'CannotListen'

  constructor(cause: Error & { code?: string }, { host, port }: ListenerOptions) {
    const words: Readonly<Record<string, string>> = {
      EADDRINUSE: `port ${port} of ${host} is in use; stop what uses it, or name another --port`,
      EACCES: `port ${port} is not for you; name a --port above 1023`,
      ENOTFOUND: `${host} is no address; name another --host`,
      EADDRNOTAVAIL: `${host} is no address of this machine; name another --host`,
    }
    super(words[cause.code ?? ''] ?? cause.message, { cause })
  }
}

function listen(server: Server, { host, port }: ListenerOptions): Promise<Listener> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new CannotListen(error, { host, port })))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      const { port: bound } = server.address() as AddressInfo
      resolve({
        endpoint: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
        port: bound,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

/** What is no HTTP that two readers would read alike: both framings, doubled lengths, bare line ends, too much. */
function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  const body = JSON.stringify({ message: status.slice(4) })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}
