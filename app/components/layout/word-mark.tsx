/** Owns the mark: five slanted segments, one a domain, set in a ring. Decorative beside the name. */
import { Link } from "./link";

const PETAL = "M-5.6 -8.1L4.2 -8.1L0.8 -4.0L-3.2 -2.5z";

export function WordMark({ href, name = "Label CAE" }: { href?: string; name?: string }) {
	const content = (
		<>
			<svg viewBox="-10 -10.6 20 20" width="28" height="28" aria-hidden="true" focusable="false" fill="currentColor">
				{[0, 72, 144, 216, 288].map((turn) => (
					<path key={turn} d={PETAL} transform={`rotate(${turn})`} />
				))}
			</svg>
			{name}
		</>
	);
	return href ? (
		<Link href={href} className="word-mark">
			{content}
		</Link>
	) : (
		<span className="word-mark">{content}</span>
	);
}
