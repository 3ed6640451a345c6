import { config } from 'zod';

// Our content security policy forbids code made from strings; zod would try it once for each schema and be reported.
// This must run before the schemas are made: it is the first import of whatever uses them.
config({ jitless: true });
