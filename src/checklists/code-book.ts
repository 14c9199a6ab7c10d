import type { Assessment } from './assessment.ts';
import { ProblemList } from './problems.ts';
import { serviceCodeOf } from './item.ts';
import { isAnswered, versionsOf } from './record.ts';

/** Every item code of the site, as /checklists/data/codes.json publishes it. */
export interface CodeBook {
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly code: string;
    /** Codes without the service's own, `NS-2-PL`. */
    readonly items: readonly string[];
  }[];
}

/**
 * Whether a file's codes are ours, and about what is on the page.
 * @throws NotAnAssessment
 */
export function checkCodes(assessment: Pick<Assessment, 'items'>, book: CodeBook, pageServices: ReadonlySet<string>): void {
  const problems = new ProblemList();
  const services = new Map(book.services.map((service) => [service.code, service]));
  const elsewhere = new Set<string>();
  let here = 0;
  for (const record of assessment.items.values()) {
    const service = services.get(serviceCodeOf(record.code));
    if (!service) {
      problems.add(record.code, 'belongs to no service of this site');
      continue;
    }
    // An item may have gone since the answer was given; its wording, which the digest vouches for, proves that there was one.
    const known = service.items.includes(record.code.slice(service.code.length + 1));
    const wordings = versionsOf(record, 'seen').map((version) => version.value);
    if (!known && isAnswered(record) && wordings.length === 0)
      problems.add(record.code, `is no item of ${service.name}, and the file does not say what it was`);
    for (const wording of wordings)
      if (wording.service !== service.id)
        problems.add(record.code, `belongs to ${service.id}, and the file has it under ${wording.service}`);
    if (pageServices.has(service.id)) here += 1;
    else elsewhere.add(service.name);
  }
  problems.throwIfAny();
  if (assessment.items.size > 0 && here === 0) {
    problems.add(
      '',
      `The file is about ${[...elsewhere].sort().join(', ')}, and nothing in it is on this page. Open that service's checklist and import it there.`,
    );
  }
  problems.throwIfAny();
}
