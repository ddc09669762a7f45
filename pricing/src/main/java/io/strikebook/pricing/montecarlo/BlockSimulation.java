package io.strikebook.pricing.montecarlo;

import io.strikebook.pricing.random.GaussianQuantile;
import io.strikebook.pricing.random.UniformSource;

/** Simulates one block after another in buffers of its own. Of one thread. */
final class BlockSimulation {
    private final PathModel model;
    private final Payoff[] payoffs;
    private final boolean antithetic;
    private final PathBlock block;
    private final double[][] drawn;
    private final double[][] normals;
    private final double[][] scratch;
    private final double[][] values;
    private final double[][] mirrored;

    BlockSimulation(final PathModel model, final Payoff payoff, final Control[] controls, final boolean antithetic) {
        this.model = model;
        this.antithetic = antithetic;
        payoffs = new Payoff[controls.length + 1];
        payoffs[0] = payoff;
        int uniforms = payoff.uniforms();
        for (int i = 0; i < controls.length; i++) {
            payoffs[i + 1] = controls[i].payoff();
            uniforms = Math.max(uniforms, payoffs[i + 1].uniforms());
        }
        block = new PathBlock(model, uniforms);
        drawn = new double[model.normals() + uniforms][PathBlock.SIZE];
        normals = new double[model.normals()][];
        scratch = new double[model.normals()][PathBlock.SIZE];
        values = new double[payoffs.length][PathBlock.SIZE];
        mirrored = new double[payoffs.length][PathBlock.SIZE];
        System.arraycopy(drawn, 0, normals, 0, normals.length);
        System.arraycopy(drawn, normals.length, block.uniforms(), 0, uniforms);
    }

    /** Samples some paths, block by block. */
    Moments run(final UniformSource source, final long firstPath, final int paths) {
        final Moments moments = new Moments(payoffs.length);
        for (int done = 0; done < paths; done += PathBlock.SIZE) {
            moments.add(block(source, firstPath + done, Math.min(PathBlock.SIZE, paths - done)));
        }
        return moments;
    }

    private Moments block(final UniformSource source, final long firstPath, final int count) {
        source.fill(firstPath, count, drawn);
        block.begin(count);
        for (final double[] row : normals) {
            GaussianQuantile.transform(row, count);
        }
        if (!antithetic) {
            evaluate(values);
            return Moments.of(values, count);
        }
        evaluate(values);
        mirror(count);
        evaluate(mirrored);
        for (int v = 0; v < values.length; v++) {
            for (int i = 0; i < count; i++) {
                values[v][i] = 0.5 * (values[v][i] + mirrored[v][i]);
            }
        }
        return Moments.of(values, count);
    }

    private void mirror(final int count) {
        for (final double[] row : normals) {
            for (int i = 0; i < count; i++) {
                row[i] = -row[i];
            }
        }
        for (final double[] row : block.uniforms()) {
            for (int i = 0; i < count; i++) {
                row[i] = 1 - row[i];
            }
        }
    }

    private void evaluate(final double[][] target) {
        model.build(normals, scratch, block);
        for (int v = 0; v < payoffs.length; v++) {
            payoffs[v].evaluate(block, target[v]);
        }
    }
}
