# The app alone: docker build -t jogg-slack .
ARG NODE=26.10.0

FROM node:${NODE}-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are another Node and a PostgreSQL for the tests.
RUN npm ci --omit=dev --omit=optional

FROM node:${NODE}-alpine
LABEL org.opencontainers.image.title="jogg-slack" \
      org.opencontainers.image.description="AI talking-avatar videos with Jogg in Slack" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
# State and the files that pass through are the only things written: the root may be read-only.
RUN mkdir -p /data && chown node:node /data
ENV NODE_ENV=production \
    STATE_URL=sqlite:///data/jogg-slack.sqlite
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that signals reach the app. It ends within 25 s of SIGTERM.
ENTRYPOINT ["node", "--max-semi-space-size=4", "src/start.js"]
