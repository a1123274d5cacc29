// Replaces dependencies of packages that this app does not need: see load-without.ts.
module.exports = {};
