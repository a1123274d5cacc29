// In the place of packages that others name but this app never needs: see load-without.ts.
module.exports = {};
