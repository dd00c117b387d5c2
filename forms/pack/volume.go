package pack

import (
	"context"

	"zicha/forms/dossier"
	"zicha/forms/volume"
)

// Volume writes the evidence volume of a dossier to a path; see volume.Build.
func Volume(ctx context.Context, f *dossier.File, path string, work volume.Work) (volume.Result, error) {
	return volume.Build(ctx, f, path, work)
}
