import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { type ApiAnswer, request } from './http.ts';

/**
 * react-admin's simple-rest dialect: `GET /api/accounts?sort=["id","ASC"]&range=[0,24]&filter={}` answers rows and `Content-Range`;
 * `getMany` asks with `filter={"id":[…]}`. Lists only: verbs go through `api.post`.
 */
export const dataProvider: DataProvider = {
  getList: async (resource, params) => page(await list(resource, params)),
  getOne: async (resource, { id, signal }) => ({ data: (await one(`${resource}/${id}`, { signal })).body }),
  getMany: async (resource, { ids, signal }) => ({
    data: (await rows(resource, { filter: { id: ids } }, signal)).body,
  }),
  getManyReference: async (resource, { target, id, ...params }) =>
    page(await list(resource, { ...params, filter: { ...params.filter, [target]: id } })),
  create: async (resource, { data }) => ({ data: (await one(resource, { method: 'POST', body: data })).body }),
  update: async (resource, { id, data }) => ({
    data: (await one(`${resource}/${id}`, { method: 'PUT', body: data })).body,
  }),
  updateMany: async (resource, { ids, data }) => {
    for (const id of ids) await one(`${resource}/${id}`, { method: 'PUT', body: data });
    return { data: ids };
  },
  delete: async (resource, { id }) => ({ data: (await one(`${resource}/${id}`, { method: 'DELETE' })).body }),
  deleteMany: async (resource, { ids }) => {
    for (const id of ids) await one(`${resource}/${id}`, { method: 'DELETE' });
    return { data: ids };
  },
};

// react-admin types each method by its caller's record; what the API sends is checked by its response schema
type Row = RaRecord & never;

function list(resource: string, { sort, pagination, filter, signal }: GetListParams): Promise<ApiAnswer<Row[]>> {
  const { page: number, perPage } = pagination ?? { page: 1, perPage: 25 };
  const first = (number - 1) * perPage;
  const query = {
    ...(sort ? { sort: [sort.field, sort.order] } : {}),
    range: [first, first + perPage - 1],
    filter: filter ?? {},
  };
  return rows(resource, query, signal);
}

function rows(resource: string, query: Record<string, unknown>, signal?: AbortSignal): Promise<ApiAnswer<Row[]>> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, JSON.stringify(value)]));
  return request<Row[]>(`/api/${resource}?${search}`, { signal });
}

function one(path: string, options: Parameters<typeof request>[1]): Promise<ApiAnswer<Row>> {
  return request<Row>(`/api/${path}`, options);
}

function page({ body, headers }: ApiAnswer<Row[]>): { data: Row[]; total: number } {
  const total = headers.get('content-range')?.split('/').at(-1);
  if (!total) throw new Error('The list came without Content-Range');
  return { data: body, total: Number(total) };
}
