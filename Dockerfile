# Only the app: docker build -t jogg-slack .
ARG NODE=26.10.0

FROM node:${NODE}-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are only for tests: another Node and a PostgreSQL.
RUN npm ci --omit=dev --omit=optional

FROM node:${NODE}-alpine
LABEL org.opencontainers.image.title="jogg-slack" \
      org.opencontainers.image.description="AI talking-avatar videos with Jogg in Slack" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
# The app writes only its state and temporary files, so the root may be read-only.
RUN mkdir -p /data && chown node:node /data
ENV NODE_ENV=production \
    STATE_URL=sqlite:///data/jogg-slack.sqlite
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process, so that it gets the signals. The app ends within 25 s of SIGTERM.
ENTRYPOINT ["node", "--max-semi-space-size=4", "src/start.js"]
