// In the place of packages that Bolt names but this app never needs: see bolt-app.ts.
module.exports = {};
