// Required before the runtime is ready, so that Node.js's script loader is warm for the function's own.
exports.handler = async (event) => event
