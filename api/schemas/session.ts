import { z } from 'zod';
import { Id } from './common.ts';

export const Role = z.enum(['operator', 'deputy', 'manager', 'auditor', 'clerk', 'administrator']);
export type Role = z.infer<typeof Role>;

export const Login = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) });

export const SessionAnswer = z.object({
  staff: z.object({
    id: Id,
    name: z.string(),
    role: Role,
    department_code: z.string().nullable(),
    department_name: z.string().nullable(),
    seat: z.int().nullable(),
  }),
  csrf_token: z.string(),
  /** CASL raw rules, so that the UI hides what is not allowed */
  abilities: z.array(z.record(z.string(), z.unknown())),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;
