import type { ControlData } from '../../schemas/control.ts';
import type { FeatureData } from '../../schemas/feature.ts';
import type { FrameworkData } from '../../schemas/framework.ts';
import type { TermData } from '../../schemas/glossary.ts';
import type { GuidanceData } from '../../schemas/guidance.ts';
import type { GuideData } from '../../schemas/guide.ts';
import type { Lock } from '../../schemas/lock.ts';
import type { RoleData } from '../../schemas/role.ts';
import type { ServiceData } from '../../schemas/service.ts';

/** One content file that passed its schema. `file` is its path from the project's root; `body` its MDX, '' for YAML. */
export interface ContentRecord<Data> {
  readonly id: string;
  readonly file: string;
  readonly data: Data;
  readonly body: string;
}

/** All content. Both doors, Astro's content layer and the reader on plain Node, bring it in this shape. */
export interface ContentRecords {
  readonly controls: readonly ContentRecord<ControlData>[];
  readonly features: readonly ContentRecord<FeatureData>[];
  readonly services: readonly ContentRecord<ServiceData>[];
  /** Ids are `<service>/<feature>`. */
  readonly guidance: readonly ContentRecord<GuidanceData>[];
  readonly roles: readonly ContentRecord<RoleData>[];
  readonly frameworks: readonly ContentRecord<FrameworkData>[];
  readonly terms: readonly ContentRecord<TermData>[];
  readonly guides: readonly ContentRecord<GuideData>[];
  readonly lock: Lock;
}
