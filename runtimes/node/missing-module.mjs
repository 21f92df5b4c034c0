/** @param {any} error */
export const isMissing = (error) => error?.code === 'ERR_MODULE_NOT_FOUND'

/**
 * Whether other directories are worth a look: `require` has looked there already, and a path or URL lies where it says.
 * @param {string} specifier
 * @param {unknown} error
 */
export const mayLieElsewhere = (specifier, error) => isMissing(error) && /^[^./#][^:]*$/.test(specifier)

/**
 * Lambda has all of the AWS SDK; here a package of it is fetched when a function's files name it.
 * @template E
 * @param {E} error
 * @returns {E}
 */
export function explainMissing(error) {
  const [said, name] =
    /^Cannot find (?:module|package) '(@(?:aws-sdk|smithy|aws-crypto)\/[^/']+)[^\n]*/.exec(error?.message ?? '') ?? []
  if (name && !said.includes('roost runtimes')) {
    const advice = `It is not on this host. Put it into the package, or fetch it with a network: roost runtimes add ${name}`
    error.message = error.message.replace(said, () => `${said} (${advice})`)
  }
  return error
}
