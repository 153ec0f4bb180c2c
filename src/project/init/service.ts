/** A service as files of the repository show it. */
export interface FoundService {
  /** Every name it goes by: in a compose file, of its package, of its folder. */
  readonly names: readonly string[];
  /** What it calls itself in telemetry, where a file says so (`OTEL_SERVICE_NAME`). */
  readonly reported?: string;
  /** A store or broker by its image, in the words of the configuration. */
  readonly system?: { readonly database: string } | { readonly broker: string };
  /** Folder of its sources, where known; `.` is the working folder. */
  readonly folder?: string;
  /** The file that shows it. */
  readonly path: string;
}
