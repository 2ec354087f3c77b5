FROM node:26-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# All packages bring their binaries; their scripts would only try to compile them.
RUN npm ci --include=dev --ignore-scripts --no-audit
COPY . .
RUN BUILD_STANDALONE=1 npx next build

FROM node:26-slim
WORKDIR /app
# In a container, an address that only the container reaches would be of no use.
ENV NODE_ENV=production HOST=0.0.0.0 CLUSTERDECK_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
COPY --from=build /app/scripts/serve.mjs ./scripts/serve.mjs
# A new volume takes its owner from here. The other folder keeps what a start has compiled for the next one.
RUN mkdir -p data .next/cache && chown node:node data .next/cache
VOLUME /app/data
USER node
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=8", "scripts/serve.mjs"]
