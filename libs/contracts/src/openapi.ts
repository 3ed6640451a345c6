import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problemSchema } from './problem.js';
import { type RouteContract } from './route.js';
import { routes } from './routes.js';

const problemResponse = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

function successResponse(route: RouteContract): ZodOpenApiOperationObject['responses'][`2${string}`] {
  if (route.response) return { description: 'Riuscito', content: { 'application/json': { schema: route.response } } };
  if (route.produces) return { description: 'Flusso', content: { [route.produces]: { schema: z.string().meta({ format: 'binary' }) } } };
  return { description: 'Riuscito, nessun contenuto' };
}

function operation(route: RouteContract): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ session: [] }],
    requestParams: {
      ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
    },
    ...(route.body ? { requestBody: { required: true, content: { [route.consumes ?? 'application/json']: { schema: route.body } } } } : {}),
    responses: {
      [String(route.status ?? 200)]: successResponse(route),
      default: problemResponse('Errore, con che cosa è successo e che cosa fare'),
    },
  };
}

/** The OpenAPI 3.1 document of the public API, generated from the contracts (never written by hand). */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Gare insieme', version, description: 'Fascicoli di gara della Stazione Unica Appaltante' },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'gare_session' } } },
    paths,
  });
}
