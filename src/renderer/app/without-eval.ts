import { z } from 'zod';

// zod builds its parsers with `new Function`, which the policy of this page forbids and reports. This file is
// imported before every schema, so that zod never tries.
z.config({ jitless: true });
