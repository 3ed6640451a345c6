import { openApiDocument } from '@gare/contracts/openapi';

/** Prints the OpenAPI document of the public API on standard output; `apps/web/scripts/generate-api.mjs` reads it. */
process.stdout.write(`${JSON.stringify(openApiDocument('1.0.0'), null, 2)}\n`);
