// Required and run before the runtime is ready, so that the paths of a real invocation have been gone once.
exports.handler = async (event) => {
  console.log('rehearsal', event)
  return event
}
