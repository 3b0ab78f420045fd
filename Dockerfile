# One image for workers, the board and the command line: `docker run gouji --help`.
FROM node:20-slim AS build
WORKDIR /gouji
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production GOUJI_DATA=/data
WORKDIR /gouji
COPY package.json LICENSE ./
COPY samples samples
COPY --from=build /gouji/node_modules node_modules
COPY --from=build /gouji/dist dist
# Volumes that are mounted here for the first time belong to the user below.
RUN mkdir /data /documents && chown node:node /data /documents
USER node
ENTRYPOINT ["node", "/gouji/dist/src/cli/main.js"]
CMD ["--help"]
