import { empty } from '../../base/bytes.ts'
import type { CommandPoll, Starter } from '../extensions/starter.ts'
import type { BodyReader, Exchange } from './exchange.ts'

const exited = /^\/roost\/exited\/(runtime|\d+)\/(\d+)$/
const parcel = /^\/roost\/parcel\/(\d+)$/
const delivered = /^\/roost\/delivered\/(\d+)\/(\d{1,3})$/
const output = /^\/roost\/output\/(\d+)$/

/** What the program that starts extensions says; undefined for other paths. Nobody else has a reason to call. */
export function starterCall(exchange: Exchange, starter: Starter): BodyReader | undefined {
  const { path } = exchange.request
  if (path === '/roost/next') return next(exchange, starter)
  const ended = exited.exec(path)
  if (ended) return noted(exchange, () => starter.exited(ended[1]!, Number(ended[2])))
  const arrived = delivered.exec(path)
  if (arrived) return noted(exchange, () => starter.delivered(Number(arrived[1]), Number(arrived[2])))
  const fetched = parcel.exec(path)
  if (fetched) return { end: () => exchange.reply(200, starter.parcel(Number(fetched[1])) ?? empty) }
  const printed = output.exec(path)
  if (!printed) return undefined
  const at = Number(printed[1])
  return { chunk: (bytes) => starter.output(at, bytes), gone: () => starter.endOutput(at) }
}

function noted(exchange: Exchange, act: () => void): BodyReader {
  return {
    end() {
      exchange.reply(200, empty)
      act()
    },
  }
}

function next(exchange: Exchange, starter: Starter): BodyReader {
  const poll: CommandPoll = { deliver: (command) => exchange.reply(200, empty, `Roost-Command: ${command}\r\n`) }
  return { end: () => starter.ask(poll), gone: () => starter.forget(poll) }
}
