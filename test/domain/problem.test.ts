import { expect, test } from '@jest/globals';
import { ProblemError, problem, problemText } from '../../domain/problem.ts';

test('a problem is an error with its code and what its text names', () => {
  const error = problem('stale_lease', { holder: '丸山 菜月', since: '10:05' });
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    ...{ name: 'ProblemError', message: 'stale_lease', code: 'stale_lease' },
    params: { holder: '丸山 菜月', since: '10:05' },
  });
  expect(problem('not_found').params).toEqual({});
});

test('its text is in the language asked for, with everything named put in; what is not given stays to be seen', () => {
  const params = { holder: '丸山 菜月', since: '10:05' };
  for (const language of ['ja', 'en'] as const) {
    const text = problemText('stale_lease', params, language);
    expect(text).toContain('丸山 菜月');
    expect(text).toContain('10:05');
    expect(text).not.toContain('{');
    expect(problemText('stale_lease', {}, language)).toContain('{holder}');
  }
  expect(problemText('not_found', {}, 'ja')).toMatch(/[ぁ-ん]/u);
  expect(problemText('not_found', {}, 'en')).toMatch(/^[\x20-\x7e]+$/);
});
