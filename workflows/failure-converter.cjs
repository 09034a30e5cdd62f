// CommonJS, because the SDK loads it by `require` in the worker, in the workflow bundle and in clients alike.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Messages and stack traces travel as payloads, which the codec encrypts. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
