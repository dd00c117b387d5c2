package scoring

// RuleSpec is a rule as the rulebook file writes it; compile turns it into one of the rule kinds.
type RuleSpec struct {
	Kind   string `toml:"kind"`
	Points Points `toml:"points"`

	All []string `toml:"all"`

	Choose   string            `toml:"choose"`
	ByOption map[string]Points `toml:"by_option"`

	Count string     `toml:"count"`
	Bands []BandSpec `toml:"bands"`
	Each  Points     `toml:"each"`
	Cap   *Points    `toml:"cap"`

	Part     string `toml:"part"`
	Whole    string `toml:"whole"`
	Standard string `toml:"standard"`

	Claim  string `toml:"claim"`
	Reason string `toml:"reason"`

	Platform   string `toml:"platform"`
	Secure     string `toml:"secure"`
	Hours      string `toml:"hours"`
	FullHours  Points `toml:"full_hours"` // hours in hundredths, the same two-decimal form as points
	BelowHours Points `toml:"below_hours"`
	Full       Points `toml:"full"`
	Partial    Points `toml:"partial"`
	Rest       Points `toml:"rest"`

	Missed          string `toml:"missed"`
	Automatic       string `toml:"automatic"`
	Manual          string `toml:"manual"`
	AutomaticPoints Points `toml:"automatic_points"`
	ManualPoints    Points `toml:"manual_points"`

	// What came later is left out of the hash where it is not used.
	Amount string      `toml:"amount" json:",omitzero"`
	Of     *Points     `toml:"of" json:",omitzero"` // a share's constant whole
	Losses []LossSpec  `toml:"losses" json:",omitzero"`
	Tiers  []TierSpec  `toml:"tiers" json:",omitzero"`
	Date   string      `toml:"date" json:",omitzero"`
	Done   string      `toml:"done" json:",omitzero"`
	Undone Points      `toml:"undone" json:",omitzero"`
	Days   []DaySpec   `toml:"days" json:",omitzero"`
	Levels []LevelSpec `toml:"levels" json:",omitzero"`
	Items  []ItemSpec  `toml:"items" json:",omitzero"`
	Best   *Points     `toml:"best" json:",omitzero"`

	Target *Points `toml:"target" json:",omitzero"`
	Start  Points  `toml:"start" json:",omitzero"`
	Per    *Points `toml:"per" json:",omitzero"`
	Broken string  `toml:"broken" json:",omitzero"`
}
